package import AdhereJSON
import AdhereWire

/// A member of a record that has the wrong form; the message names the member.
package struct RecordError: Error {
  package var message: String
}

/// The values of a record (`schemas/record-input.schema.json`) that hold calls and the choice of
/// tools.
extension ToolChoice {
  /// `"auto"`, `"required"`, `"none"`, and the objects in which OpenAI, Anthropic and Mistral
  /// name a tool.
  ///
  /// - Parameter index: of the value of `tool_choice`.
  package init(_ tape: Tape, at index: Int) throws(RecordError) {
    if tape.kind(index) == .string {
      self.init(name: tape.text(index))
      return
    }
    guard tape.kind(index) == .object else {
      throw RecordError(message: "`tool_choice` must be a string or an object")
    }
    if let type = tape.string("type", of: index), type == "allowed_tools",
      let choice = try? ToolChoice(value: index, in: tape)
    {
      self = choice
    } else if let function = tape.member("function", of: index),
      let name = tape.member("name", of: function), tape.kind(name) == .string
    {
      self = .tool(tape.text(name))
    } else if let name = tape.member("name", of: index), tape.kind(name) == .string {
      self = .tool(tape.text(name))
    } else if let type = tape.member("type", of: index), tape.kind(type) == .string {
      self.init(name: tape.text(type))
    } else {
      throw RecordError(message: "`tool_choice` names no tool")
    }
  }
}

extension ToolCall {
  /// The calls of a record's `raw`, as an API returned them.
  ///
  /// - Parameter raw: index of the array.
  package static func list(_ tape: Tape, at raw: Int) throws(RecordError) -> [ToolCall] {
    var calls: [ToolCall] = []
    for element in tape.children(of: raw) {
      let place = "`raw/\(calls.count)`"
      guard tape.kind(element) == .object else {
        throw RecordError(message: "\(place) must be an object")
      }
      // Chat completions wrap the call once more.
      let call = tape.member("function", of: element) ?? element
      guard let name = tape.member("name", of: call), tape.kind(name) == .string else {
        throw RecordError(message: "\(place) must have a `name`, a string")
      }
      var arguments: [UInt8] = []
      if let index = tape.member("arguments", of: call), tape.kind(index) != .null {
        arguments =
          tape.kind(index) == .string
          ? StringText.decode(tape, index) : Array(tape.source(index))
      }
      calls.append(ToolCall(name: tape.text(name), arguments: arguments))
    }
    return calls
  }
}

extension Tape {
  fileprivate func text(_ index: Int) -> String {
    String(decoding: StringText.decode(self, index), as: UTF8.self)
  }
}
