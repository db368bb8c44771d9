import AdhereJSON
internal import AdhereBytes

/// The three locations of the unit at hand while units are gone through in order. Entering a unit
/// adds its token, leaving it takes the token off again.
struct OutputLocations {
  private let schema: CompiledSchema
  /// JSON Pointers: through the references, and into the instance.
  private(set) var keyword: [UInt8] = []
  private(set) var instance: [UInt8] = []
  /// Where the pointer into the schema resource begins, and what was added to it since. Its
  /// beginning is written only when it is asked for: it can be as long as the schema.
  private var base = Base(resource: 0, source: 0, node: 0, start: 0)
  private var pointer: [UInt8] = []
  private var levels: [Level] = []
  private var indices: [UInt32: PointerIndex] = [:]

  private struct Base {
    var resource: UInt32
    var source: UInt32
    var node: UInt32
    /// In `pointer`.
    var start: Int
  }

  private struct Level {
    var end: Int
    var keyword: Int
    var instance: Int
    var pointer: Int
    var base: Base
    var isReferred: Bool
  }

  init(_ schema: CompiledSchema) { self.schema = schema }

  /// Units that are open.
  var depth: Int { levels.count }
  /// Where the innermost open unit ends.
  var end: Int? { levels.last?.end }

  mutating func enter(_ unit: OutputUnit) {
    levels.append(
      Level(
        end: unit.end, keyword: keyword.count, instance: instance.count, pointer: pointer.count,
        base: base, isReferred: unit.isReferred || levels.last?.isReferred ?? false))
    keyword.append(contentsOf: unit.token.utf8)
    instance.append(contentsOf: unit.instanceToken.utf8)
    if unit.isReferred || levels.count == 1 || unit.resource != base.resource {
      base = Base(
        resource: unit.resource, source: unit.source, node: unit.node, start: pointer.count)
    } else {
      pointer.append(contentsOf: unit.token.utf8)
    }
  }

  mutating func leave() {
    let level = levels.removeLast()
    keyword.removeLast(keyword.count - level.keyword)
    instance.removeLast(instance.count - level.instance)
    pointer.removeLast(pointer.count - level.pointer)
    base = level.base
  }

  private mutating func index(_ source: UInt32) -> PointerIndex {
    if let known = indices[source] { return known }
    let index = PointerIndex(schema.sources[Int(source)].document.tape)
    indices[source] = index
    return index
  }

  /// URI of the keyword or schema by its resource: `https://example.com/a#/$defs/b/type`. Without
  /// the URI where the schema has none.
  mutating func absolute() -> String {
    let resource = schema.resources[Int(base.resource)]
    let beginning = index(base.source).pointer(from: resource.node, to: Int(base.node))
    return resource.uri + OutputLocations.fragment(beginning + pointer[base.start...])
  }

  /// Whether the absolute location has to be given: by section 12.3.2 it may be left out where the
  /// schema has no URI and no reference was followed.
  var needsAbsolute: Bool {
    !schema.resources[Int(base.resource)].uri.isEmpty || levels.last?.isReferred ?? false
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
      case ASCII.slash, ASCII.tilde, ASCII.minus, ASCII.period, ASCII.underscore,
        ASCII.exclamationMark, ASCII.dollar, ASCII.ampersand, ASCII.apostrophe,
        ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.asterisk, ASCII.plus, ASCII.comma,
        ASCII.semicolon, ASCII.equals, ASCII.colon, ASCII.at, ASCII.questionMark:
        out.append(byte)
      case _ where byte.isAlphanumeric: out.append(byte)
      default:
        out.append(ASCII.percent)
        Hex.append(CollectionOfOne(byte), uppercase: true, to: &out)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
