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

  var content: Content { didSet { index = nil } }
  /// The last member of each name, where there are many; made when one is asked for.
  private var index: [String: Int]?
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
      // Of members with the same name the last one counts.
      var names: Set<String> = []
      var members: [Member] = []
      for key in tape.children(of: node).reversed() {
        let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
        guard names.insert(name).inserted else { continue }
        members.append(Member(name: name, value: SchemaNode(tape, key + 1)))
      }
      content = .object(members.reversed())
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
  subscript(name: String) -> SchemaNode? { place(of: name).map { members[$0].value } }

  private func place(of name: String) -> Int? {
    guard case .object(let members) = content else { return nil }
    guard members.count > 16 else { return members.lastIndex { $0.name == name } }
    if index == nil {
      index = Dictionary(
        members.indices.map { (members[$0].name, $0) }, uniquingKeysWith: { $1 })
    }
    return index?[name]
  }

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
    let place = place(of: name)
    var (members, known) = (members, index)
    content = .array([])  // so that the members are not copied
    if let place {
      members[place].value = value
    } else {
      known?[name] = members.count
      members.append(Member(name: name, value: value))
    }
    content = .object(members)
    index = known
  }

  func remove(_ name: String) { content = .object(members.filter { $0.name != name }) }

  func rename(_ name: String, to other: String) {
    content = .object(
      members.map { Member(name: $0.name == name ? other : $0.name, value: $0.value) })
  }

  // MARK: - Writing

  /// On one line, with a space after colons and commas.
  var compact: [UInt8] {
    var line: [UInt8] = []
    _ = append(to: &line, limit: .max)
    return line
  }

  /// Indented by two spaces; what is short stays on its line.
  func pretty(_ indent: Int = 0, _ out: inout [UInt8]) {
    if let line = shortLine(indent) {
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

  /// The compact form of what fits on one line; no more is written to find that out.
  private func shortLine(_ indent: Int) -> [UInt8]? {
    if case .scalar(let bytes) = content { return bytes }
    guard indent > 0, indent < 80 else { return nil }
    var line: [UInt8] = []
    return append(to: &line, limit: 80 - indent) ? line : nil
  }

  /// Whether the compact form fits.
  private func append(to line: inout [UInt8], limit: Int) -> Bool {
    var isFirst = true
    func comma(_ line: inout [UInt8]) {
      if !isFirst { line += Array(", ".utf8) }
      isFirst = false
    }
    switch content {
    case .scalar(let bytes): line += bytes
    case .array(let items):
      line.append(UInt8(ascii: "["))
      for item in items {
        comma(&line)
        guard line.count < limit, item.append(to: &line, limit: limit) else { return false }
      }
      line.append(UInt8(ascii: "]"))
    case .object(let members):
      line.append(UInt8(ascii: "{"))
      for member in members {
        comma(&line)
        line += Self.key(member.name)
        guard line.count < limit, member.value.append(to: &line, limit: limit) else { return false }
      }
      line.append(UInt8(ascii: "}"))
    }
    return line.count <= limit
  }

  private static func key(_ name: String) -> [UInt8] { string(name).compact + Array(": ".utf8) }
}
