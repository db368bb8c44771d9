internal import AdhereJSON

/// A JSON value that can be changed. Schemas are small: this is a tree, not a tape.
final class SchemaNode {
  struct Member {
    var name: String
    var value: SchemaNode
  }

  enum Content {
    /// As it is written, strings with their quotes.
    case scalar([UInt8])
    case array([SchemaNode])
    case object([Member])
  }

  var content: Content
  /// Byte offset in the text it was read from; nil for what was added.
  let offset: Int?

  init(_ content: Content, offset: Int? = nil) {
    self.content = content
    self.offset = offset
  }

  /// Reads a value. Its depth is bounded by the parser.
  init(_ tape: Tape, _ node: Int) {
    offset = tape.span(node).lowerBound
    switch tape.kind(node) {
    case .array:
      content = .array(tape.children(of: node).map { SchemaNode(tape, $0) })
    case .object:
      content = .object(
        tape.children(of: node).map {
          Member(
            name: String(decoding: StringText.decode(tape, $0), as: UTF8.self),
            value: SchemaNode(tape, $0 + 1))
        })
    default: content = .scalar(Array(tape.source(node)))
    }
  }

  static func literal(_ text: String) -> SchemaNode { SchemaNode(.scalar(Array(text.utf8))) }

  static func string(_ text: String) -> SchemaNode {
    var writer = JSONWriter()
    writer.string(text)
    return SchemaNode(.scalar(writer.bytes))
  }

  func copy() -> SchemaNode {
    switch content {
    case .scalar: SchemaNode(content, offset: offset)
    case .array(let items): SchemaNode(.array(items.map { $0.copy() }), offset: offset)
    case .object(let members):
      SchemaNode(
        .object(members.map { Member(name: $0.name, value: $0.value.copy()) }), offset: offset)
    }
  }

  // MARK: - Reading

  var members: [Member] { if case .object(let members) = content { members } else { [] } }
  var items: [SchemaNode] { if case .array(let items) = content { items } else { [] } }
  var isObject: Bool { if case .object = content { true } else { false } }
  var isArray: Bool { if case .array = content { true } else { false } }

  /// The member with this name, the last one where it stands twice.
  subscript(name: String) -> SchemaNode? { members.last { $0.name == name }?.value }

  private var scalar: [UInt8]? { if case .scalar(let bytes) = content { bytes } else { nil } }
  var isTrue: Bool { scalar == Array("true".utf8) }
  var isFalse: Bool { scalar == Array("false".utf8) }
  var isNull: Bool { scalar == Array("null".utf8) }
  var integer: Int? { scalar.flatMap { Int(String(decoding: $0, as: UTF8.self)) } }

  /// The value of a string.
  var text: String? {
    guard let scalar, scalar.first == UInt8(ascii: "\""), let document = try? JSONDocument(scalar)
    else { return nil }
    return document.withTape { String(decoding: StringText.decode($0, 0), as: UTF8.self) }
  }

  /// The strings of an array.
  var texts: [String] { items.compactMap(\.text) }

  // MARK: - Changing

  func set(_ name: String, _ value: SchemaNode) {
    var members = members
    if let index = members.lastIndex(where: { $0.name == name }) {
      members[index].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
    content = .object(members)
  }

  func remove(_ name: String) { content = .object(members.filter { $0.name != name }) }

  func rename(_ name: String, to other: String) {
    content = .object(
      members.map { Member(name: $0.name == name ? other : $0.name, value: $0.value) })
  }

  // MARK: - Writing

  /// On one line, with a space after colons and commas.
  var compact: [UInt8] {
    switch content {
    case .scalar(let bytes): return bytes
    case .array(let items):
      return [UInt8(ascii: "[")] + Array(items.map(\.compact).joined(separator: Array(", ".utf8)))
        + [UInt8(ascii: "]")]
    case .object(let members):
      let parts = members.map { Self.key($0.name) + $0.value.compact }
      return [UInt8(ascii: "{")] + Array(parts.joined(separator: Array(", ".utf8)))
        + [UInt8(ascii: "}")]
    }
  }

  /// Indented by two spaces; what is short stays on its line.
  func pretty(_ indent: Int = 0, _ out: inout [UInt8]) {
    let line = compact
    if isShort(line, indent) {
      out += line
      return
    }
    let margin = [0x0A] + [UInt8](repeating: 0x20, count: indent + 2)
    let isObject = isObject
    out.append(UInt8(ascii: isObject ? "{" : "["))
    var first = true
    func separate() {
      if !first { out.append(UInt8(ascii: ",")) }
      first = false
      out += margin
    }
    for item in items {
      separate()
      item.pretty(indent + 2, &out)
    }
    for member in members {
      separate()
      out += Self.key(member.name)
      member.value.pretty(indent + 2, &out)
    }
    out += margin.dropLast(2)
    out.append(UInt8(ascii: isObject ? "}" : "]"))
  }

  private func isShort(_ line: [UInt8], _ indent: Int) -> Bool {
    if case .scalar = content { return true }
    return line.count + indent <= 80 && indent > 0
  }

  private static func key(_ name: String) -> [UInt8] { string(name).compact + Array(": ".utf8) }
}
