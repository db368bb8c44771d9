package import AdhereJSON

/// What a request says about calling tools (`tool_choice`).
public enum ToolChoice: Sendable, Hashable {
  /// The model may call or answer with text.
  case auto
  /// At least one call is due.
  case required
  /// This tool is due.
  case tool(String)
  /// No call is wanted.
  case none
  /// Only these tools may be called; with `isRequired` at least one call is due.
  case allowed([String], isRequired: Bool)

  /// At least one call is due.
  public var requiresCall: Bool {
    switch self {
    case .required, .tool, .allowed(_, isRequired: true): true
    case .auto, .none, .allowed: false
    }
  }

  /// From the words of `tool_choice`: `auto`, `required` (`any` at some providers), `none`;
  /// any other word is the name of a tool.
  public init(name: String) {
    switch name {
    case "auto": self = .auto
    case "required", "any": self = .required
    case "none": self = .none
    default: self = .tool(name)
    }
  }

  /// From a request, an object; `auto` where it says nothing.
  init(request tape: Tape) throws(InputError) {
    guard let node = tape.field("tool_choice", of: 0) ?? tape.field("function_call", of: 0) else {
      self = .auto
      return
    }
    try self.init(value: node, in: tape)
  }

  /// From a value of `tool_choice`, in any of the forms that providers take.
  package init(value node: Int, in tape: Tape) throws(InputError) {
    if let text = tape.string(node) {
      self = ToolChoice(name: text)
      return
    }
    guard tape.kind(node) == .object else {
      throw InputError(
        "tool_choice has to be a string or an object", offset: tape.span(node).lowerBound)
    }
    if tape.word("type", of: node) == "mcp" {
      // A tool of a server, which the provider calls.
      self = .auto
    } else if tape.word("type", of: node) == "allowed_tools" {
      self = Self.allowed(tape, tape.field("allowed_tools", of: node) ?? node)
    } else if let function = tape.field("function", of: node),
      let name = tape.word("name", of: function)
    {
      self = .tool(name)
    } else if let custom = tape.field("custom", of: node),
      let name = tape.word("name", of: custom)
    {
      self = .tool(name)
    } else if let name = tape.word("name", of: node) {
      self = .tool(name)
    } else if let mode = tape.word("mode", of: node) {
      self = ToolChoice(name: mode)
    } else if let type = tape.word("type", of: node) {
      self = ToolChoice(name: type)
    } else {
      throw InputError("tool_choice names no tool", offset: tape.span(node).lowerBound)
    }
  }

  /// `{"mode","tools":[{"type":"function","function":{"name"}}]}`; Responses have the name beside
  /// the type.
  private static func allowed(_ tape: Tape, _ node: Int) -> ToolChoice {
    let mode = ToolChoice(name: tape.word("mode", of: node) ?? "auto")
    guard let list = tape.field("tools", of: node), tape.kind(list) == .array else { return mode }
    let names = tape.children(of: list).compactMap { tool -> String? in
      let inner =
        tape.field("function", of: tool) ?? tape.field("custom", of: tool) ?? tool
      // A built-in tool has no name but its type.
      return tape.word("name", of: inner) ?? tape.word("type", of: tool)
    }
    return names.isEmpty ? mode : .allowed(names, isRequired: mode == .required)
  }
}
