internal import AdhereBytes
internal import AdhereJSON

/// What one entry of `tool_calls`, or a `function_call`, says.
struct CallParts {
  var hint = CallIdentity.Hint()
  /// Node of the name, where the hint has one.
  var nameNode: Int?
  /// Node of the arguments, which may be null; nil where they are missing.
  var arguments: Int?
  /// A call of a custom tool: its input is text.
  var isCustom = false
  /// The name is more of the name that the call has already.
  var continuesName = false
  /// A member beside the name that may be the arguments, where none are; nil where there is none.
  var unreadArguments: String?
  /// What the entry holds in place of a call; nil where it can be read.
  var unread: String?

  init(_ tape: Tape, _ entry: Int) {
    // One pass over the usual members; everything else is looked up where it is needed.
    var function: Int?
    var custom: Int?
    var next = entry + 1
    let end = tape.next(after: entry)
    while next < end {
      let key = next
      let value = key + 1
      next = tape.next(after: value)
      if tape.kind(value) == .null { continue }
      switch tape.text(key).count {
      case 2 where tape.isText(key, "id"):
        if let id = tape.string(value), !Self.isPlaceholder(id) { hint.id = id }
      case 5 where tape.isText(key, "index"):
        hint.index = tape.integer(value) ?? tape.string(value).flatMap { Int($0) }
      case 6 where tape.isText(key, "custom"): custom = value
      case 8 where tape.isText(key, "function"): function = value
      default: break
      }
    }
    // Fireworks' own type lets `function` be a string: the name.
    if let function, tape.kind(function) == .string {
      nameNode = function
    }
    if let custom, function == nil, tape.kind(custom) == .object {
      isCustom = true
      function = custom
    }
    let inner = function.flatMap { tape.kind($0) == .object ? $0 : nil } ?? entry
    nameNode = nameNode ?? tape.field("name", of: inner)
    hint.name = tape.string(nameNode)
    if hint.name?.isEmpty == true { hint.name = nil }
    arguments =
      tape.field("arguments", of: inner) ?? tape.field("arguments", of: entry)
      ?? tape.field("parameters", of: inner) ?? tape.field("input", of: inner)
      ?? tape.member("arguments", of: inner)
    if !isCustom, inner == entry, tape.word("type", of: entry) == "custom" { isCustom = true }
    if arguments == nil, inner != entry {
      unreadArguments = tape.unreadMember(
        of: inner, besides: ["name", "description", "type", "id", "thought_signature"])
    }
    if let node = arguments { hint.firstByte = Self.firstByte(tape, node) }
    if hint.name == nil, arguments == nil, function == nil { unread = Self.content(tape, entry) }
  }

  /// Words that stand where there is no id.
  private static func isPlaceholder(_ id: String) -> Bool {
    id.isEmpty
      || id.utf8.count <= 9 && ["null", "none", "nil", "undefined"].contains(id.lowercased())
  }

  private static func firstByte(_ tape: Tape, _ node: Int) -> UInt8? {
    switch tape.kind(node) {
    case .null: nil
    case .string: tape.text(node).first { !$0.isSpaceOrControl }
    default: tape.source(node).first
    }
  }

  /// What an entry without name and arguments holds beside its marks; nil where that is nothing.
  private static func content(_ tape: Tape, _ entry: Int) -> String? {
    for key in tape.children(of: entry) {
      let name = tape.name(key)
      if ["id", "index"].contains(name) { continue }
      if name == "type" {
        let type = tape.string(key + 1) ?? ""
        if type.isEmpty || type == "function" { continue }
        return "a call of the type '\(type)'"
      }
      if tape.holdsSomething(key + 1) { return "a call with '\(name)'" }
    }
    return nil
  }
}
