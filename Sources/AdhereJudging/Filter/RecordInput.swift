import AdhereJSON
import AdhereWire

/// Reading the fields of `schemas/record-input.schema.json` off a parsed line.
struct RecordInput {
  let tape: Tape

  /// A member that is there and not null.
  func field(_ name: StaticString) -> Int? {
    guard let index = tape.member(name, of: 0), tape.kind(index) != .null else { return nil }
    return index
  }

  func string(_ name: StaticString) throws(FilterProblem) -> String? {
    guard let index = field(name) else { return nil }
    guard tape.kind(index) == .string else {
      throw .record("`\(name)` must be a string")
    }
    return String(decoding: StringText.decode(tape, index), as: UTF8.self)
  }

  func flag(_ name: StaticString) throws(FilterProblem) -> Bool {
    guard let index = field(name) else { return false }
    switch tape.kind(index) {
    case .true: return true
    case .false: return false
    default: throw .record("`\(name)` must be true or false")
    }
  }

  /// A member as the line wrote it.
  func source(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    tape.member(name, of: 0).map { tape.source($0) }
  }

  func surface() throws(FilterProblem) -> Contract.Surface? {
    guard let text = try string("surface") else { return nil }
    guard let surface = Contract.Surface(rawValue: text) else {
      throw .record("`surface` must be \"json\" or \"tool\"")
    }
    return surface
  }

  /// `"auto"`, `"required"`, `"none"`, and the objects in which OpenAI, Anthropic and Mistral
  /// name a tool.
  func toolChoice() throws(FilterProblem) -> ToolChoice {
    guard let index = field("tool_choice") else { return .auto }
    if tape.kind(index) == .string { return ToolChoice(name: text(index)) }
    guard tape.kind(index) == .object else {
      throw .record("`tool_choice` must be a string or an object")
    }
    if let function = tape.member("function", of: index),
      let name = tape.member("name", of: function), tape.kind(name) == .string
    {
      return .tool(text(name))
    }
    if let name = tape.member("name", of: index), tape.kind(name) == .string {
      return .tool(text(name))
    }
    if let type = tape.member("type", of: index), tape.kind(type) == .string {
      return ToolChoice(name: text(type))
    }
    throw .record("`tool_choice` names no tool")
  }

  /// The calls an API gave; `raw` is the array's index.
  func calls(_ raw: Int) throws(FilterProblem) -> [ToolCall] {
    var calls: [ToolCall] = []
    for element in tape.children(of: raw) {
      let place = "`raw/\(calls.count)`"
      guard tape.kind(element) == .object else { throw .record("\(place) must be an object") }
      // Chat completions wrap the call once more.
      let call = tape.member("function", of: element) ?? element
      guard let name = tape.member("name", of: call), tape.kind(name) == .string else {
        throw .record("\(place) must have a `name`, a string")
      }
      var arguments: [UInt8] = []
      if let index = tape.member("arguments", of: call), tape.kind(index) != .null {
        arguments =
          tape.kind(index) == .string
          ? StringText.decode(tape, index) : Array(tape.source(index))
      }
      calls.append(ToolCall(name: text(name), arguments: arguments))
    }
    return calls
  }

  private func text(_ index: Int) -> String {
    String(decoding: StringText.decode(tape, index), as: UTF8.self)
  }
}
