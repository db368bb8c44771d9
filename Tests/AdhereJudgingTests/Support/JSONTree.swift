import AdhereJSON

/// A JSON value as a tree, for building and comparing. Numbers are their digits as written,
/// objects keep their order: two trees are equal where nothing was rewritten.
indirect enum JSONTree: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONTree])
  case object([Member])

  struct Member: Equatable {
    var key: String
    var value: JSONTree

    init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  init(_ tape: Tape, _ node: Int = 0) {
    switch tape.kind(node) {
    case .null: self = .null
    case .true: self = .bool(true)
    case .false: self = .bool(false)
    case .number: self = .number(String(decoding: tape.text(node), as: UTF8.self))
    case .string, .key: self = .string(JSONTree.text(tape, node))
    case .array: self = .array(tape.children(of: node).map { JSONTree(tape, $0) })
    case .object:
      self = .object(
        tape.children(of: node).map { Member(JSONTree.text(tape, $0), JSONTree(tape, $0 + 1)) })
    }
  }

  /// nil where the bytes are no JSON.
  init?(_ bytes: [UInt8]) {
    let options = ParseOptions(maximumDepth: 4_096)
    guard let document = try? JSONDocument(bytes, options: options) else { return nil }
    self = document.withTape { JSONTree($0) }
  }

  private static func text(_ tape: Tape, _ node: Int) -> String {
    String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  /// As JSON, without spaces.
  var json: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .number(let digits): return digits
    case .string(let text): return JSONTree.quoted(text)
    case .array(let elements): return "[" + elements.map(\.json).joined(separator: ",") + "]"
    case .object(let members):
      let inside = members.map { JSONTree.quoted($0.key) + ":" + $0.value.json }
      return "{" + inside.joined(separator: ",") + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &out) }
    return String(decoding: out, as: UTF8.self)
  }
}
