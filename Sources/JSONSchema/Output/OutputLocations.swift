internal import JSONText

/// The three locations of the unit at hand while units are gone through in order. Entering a unit
/// adds its token, leaving it takes the token off again.
struct OutputLocations {
  private let schema: CompiledSchema
  /// JSON Pointers: through the references, and into the instance.
  private(set) var keyword: [UInt8] = []
  private(set) var instance: [UInt8] = []
  /// The schema resource's URI, and the JSON Pointer in it.
  private var resource: UInt32 = 0
  private var pointer: [UInt8] = []
  private var levels: [Level] = []
  private var indices: [UInt32: PointerIndex] = [:]

  private struct Level {
    var end: Int
    var keyword: Int
    var instance: Int
    var resource: UInt32
    var pointer: Int
    /// What the pointer was before a reference led elsewhere.
    var elsewhere: [UInt8]?
    var isReferred: Bool
  }

  init(_ schema: CompiledSchema) { self.schema = schema }

  /// Units that are open.
  var depth: Int { levels.count }
  /// Where the innermost open unit ends.
  var end: Int? { levels.last?.end }

  mutating func enter(_ unit: OutputUnit) {
    let isRoot = levels.isEmpty
    var level = Level(
      end: unit.end, keyword: keyword.count, instance: instance.count, resource: resource,
      pointer: pointer.count, elsewhere: nil,
      isReferred: unit.isReferred || levels.last?.isReferred ?? false)
    keyword.append(contentsOf: unit.token.utf8)
    instance.append(contentsOf: unit.instanceToken.utf8)
    if unit.isReferred || isRoot || unit.resource != resource {
      level.elsewhere = pointer
      resource = unit.resource
      pointer = target(unit)
    } else {
      pointer.append(contentsOf: unit.token.utf8)
    }
    levels.append(level)
  }

  mutating func leave() {
    let level = levels.removeLast()
    keyword.removeLast(keyword.count - level.keyword)
    instance.removeLast(instance.count - level.instance)
    resource = level.resource
    if let elsewhere = level.elsewhere {
      pointer = elsewhere
    } else {
      pointer.removeLast(pointer.count - level.pointer)
    }
  }

  private mutating func index(_ source: UInt32) -> PointerIndex {
    if let known = indices[source] { return known }
    let made = PointerIndex(schema.sources[Int(source)].document.tape)
    indices[source] = made
    return made
  }

  private mutating func target(_ unit: OutputUnit) -> [UInt8] {
    let root = schema.resources[Int(unit.resource)].node
    return index(unit.source).pointer(from: root, to: Int(unit.node))
  }

  /// URI of the keyword or schema by its resource: `https://example.com/a#/$defs/b/type`. Without
  /// the URI where the schema has none.
  var absolute: String {
    schema.resources[Int(resource)].uri + OutputLocations.fragment(pointer)
  }

  /// Whether the absolute location has to be told: by section 12.3.2 it may be left out where the
  /// schema has no URI and no reference was followed.
  var needsAbsolute: Bool {
    !schema.resources[Int(resource)].uri.isEmpty || levels.last?.isReferred ?? false
  }

  /// The location in the document, as ``Violation/schemaPath`` has it, as a URI reference.
  mutating func document(_ unit: OutputUnit) -> String {
    let (document, uri, root) = schema.sources[Int(unit.source)]
    let isInside = Int(unit.node) >= root && Int(unit.node) < document.tape.next(after: root)
    let pointer = index(unit.source).pointer(from: isInside ? root : 0, to: Int(unit.node))
    return (unit.source == 0 ? "" : uri) + OutputLocations.fragment(pointer)
  }

  /// `#` and the pointer, percent-encoded as a fragment has to be (RFC 3986 section 3.5).
  static func fragment(_ pointer: [UInt8]) -> String {
    var out: [UInt8] = [UInt8(ascii: "#")]
    out.reserveCapacity(pointer.count + 1)
    for byte in pointer {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "~"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "!"),
        UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","),
        UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"),
        UInt8(ascii: "?"):
        out.append(byte)
      default:
        let digits = Array("0123456789ABCDEF".utf8)
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
