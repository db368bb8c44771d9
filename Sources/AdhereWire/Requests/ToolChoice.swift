internal import AdhereJSON

/// What a request says about calling tools (`tool_choice`).
public enum ToolChoice: Sendable, Equatable {
  /// The model may call or answer with text.
  case auto
  /// At least one call is due.
  case required
  /// This tool is due.
  case tool(String)
  /// No call is wanted.
  case none

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
    if let text = tape.string(node) {
      self = ToolChoice(name: text)
      return
    }
    guard tape.kind(node) == .object else {
      throw InputError(
        "tool_choice has to be a string or an object", offset: tape.span(node).lowerBound)
    }
    if let function = tape.field("function", of: node), let name = tape.word("name", of: function) {
      self = .tool(name)
    } else if let name = tape.word("name", of: node) {
      self = .tool(name)
    } else if let mode = tape.word("mode", of: node) {
      self = ToolChoice(name: mode)
    } else if let type = tape.word("type", of: node) {
      // {"type":"allowed_tools","allowed_tools":{"mode":…}}
      let inner = type == "allowed_tools" ? tape.field("allowed_tools", of: node) : nil
      self = ToolChoice(name: inner.map { tape.word("mode", of: $0) ?? "auto" } ?? type)
    } else {
      throw InputError("tool_choice names no tool", offset: tape.span(node).lowerBound)
    }
  }
}
