internal import JSONText

/// Where the parts of an answer that are judged are written: in a body, or over many events of a
/// stream.
public struct StructuredParts: Sendable {
  /// A part of an answer.
  public enum Part: Hashable, Sendable {
    case content(choice: Int)
    case arguments(choice: Int, call: Int)
    /// The model's text in a provider's error.
    case failedGeneration
  }

  /// The pieces of each part, in order.
  public private(set) var fragments: [Part: [FragmentPlace]] = [:]
  /// Names of calls, for the parts' arguments: choice, then call.
  public internal(set) var names: [Part: Range<Int>] = [:]
  /// The `tool_calls` member's value of each choice of a body, where there is one.
  public internal(set) var toolCalls: [Int: Range<Int>] = [:]

  public init() {}

  /// Notes what an event says about places.
  public mutating func add(_ event: ChatStreamEvent) {
    switch event {
    case .text(let choice, let fragment):
      fragments[.content(choice: choice), default: []].append(fragment.place)
    case .arguments(let choice, let call, let fragment):
      fragments[.arguments(choice: choice, call: call), default: []].append(fragment.place)
    case .failedGeneration(let fragment):
      fragments[.failedGeneration, default: []].append(fragment.place)
    default: break
    }
  }

  /// Notes where a body's messages hold names and lists of calls.
  mutating func addMessages(_ tape: Tape, _ root: Int) {
    guard let choices = tape.field("choices", of: root), tape.kind(choices) == .array else {
      return
    }
    for (choice, node) in tape.children(of: choices).enumerated() {
      guard let message = tape.field("message", of: node) ?? tape.field("delta", of: node) else {
        continue
      }
      if let list = tape.member("tool_calls", of: message) {
        toolCalls[choice] = tape.span(list)
        guard tape.kind(list) == .array else { continue }
        for (call, entry) in tape.children(of: list).enumerated() {
          let function = tape.field("function", of: entry) ?? entry
          if let name = tape.field("name", of: function), tape.kind(name) == .string {
            names[.arguments(choice: choice, call: call)] = tape.span(name)
          }
        }
      } else if let legacy = tape.field("function_call", of: message),
        let name = tape.field("name", of: legacy), tape.kind(name) == .string
      {
        names[.arguments(choice: choice, call: 0)] = tape.span(name)
      }
    }
  }
}
