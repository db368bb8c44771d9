import AdhereJSON
import AdhereWire
import AdhereRepair

/// What a list of tools offers beside functions: custom tools, whose input is text, and tools of
/// the provider's own, which it calls itself.
struct CustomTools: Sendable {
  /// A tool that takes text.
  struct Tool: Sendable {
    var name: String
    /// What its input has to be where that is not judged, in words; nil where any text will do.
    var unjudged: String?
  }

  private(set) var tools: [Tool] = []
  /// Types and names of the provider's own tools.
  private(set) var builtIn: [String] = []
  /// Tools of any other kind are offered, or entries that are none.
  private(set) var hasOthers = false

  init() {}

  /// - Parameter list: the tools of a request, JSON text.
  init(_ list: [UInt8]) {
    guard let document = try? JSONDocument(list, options: .anyDepth) else { return }
    document.withTape { tape in
      guard tape.kind(0) == .array else { return hasOthers = true }
      for entry in tape.children(of: 0) { read(tape, entry) }
    }
  }

  func tool(_ name: String) -> Tool? { tools.first { $0.name == name } }

  private mutating func read(_ tape: Tape, _ entry: Int) {
    let type = tape.word("type", of: entry)
    if type == "custom", let name = Self.name(tape, entry) {
      let inner = tape.field("custom", of: entry) ?? entry
      tools.append(Tool(name: name, unjudged: Self.format(tape, inner)))
      return
    }
    let isFunction =
      type == nil || type == "function" || tape.field("function", of: entry) != nil
      || tape.field("name", of: entry) != nil
    if let type, !isFunction {
      builtIn.append(type)
    } else {
      hasOthers = true
    }
  }

  private static func name(_ tape: Tape, _ entry: Int) -> String? {
    if let inner = tape.field("custom", of: entry) { return tape.word("name", of: inner) }
    // Anthropic's own type for what others call a function.
    guard tape.field("input_schema", of: entry) == nil else { return nil }
    return tape.word("name", of: entry)
  }

  /// `{"type":"grammar","grammar":…}` in place of free text.
  private static func format(_ tape: Tape, _ tool: Int) -> String? {
    guard let format = tape.field("format", of: tool),
      let type = tape.word("type", of: format), type != "text"
    else { return nil }
    return "a \(type)"
  }
}
