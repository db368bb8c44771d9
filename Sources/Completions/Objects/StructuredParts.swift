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
  /// Names of calls, by the part their arguments are.
  public private(set) var names: [Part: FragmentPlace] = [:]
  /// The value of `tool_calls` of each choice of a body, where there is one.
  public internal(set) var toolCalls: [Int: Range<Int>] = [:]
  /// Values of `tool_calls` that are null or empty, by choice and number of the event.
  private var noCalls: [Int: [Int: Range<Int>]] = [:]
  /// The event each piece of content came in.
  private var contentEvents: [Int: [Int]] = [:]
  private var event = 0

  public init() {}

  /// Notes what an event says about places.
  public mutating func add(_ event: ChatStreamEvent) {
    switch event {
    case .text(let choice, let fragment):
      fragments[.content(choice: choice), default: []].append(fragment.place)
      contentEvents[choice, default: []].append(self.event)
    case .call(let choice, let call, let place):
      names[.arguments(choice: choice, call: call)] = place
    case .noCalls(let choice, let place):
      noCalls[choice, default: [:]][self.event] = place.source
    case .eventEnd: self.event += 1
    case .arguments(let choice, let call, let fragment):
      fragments[.arguments(choice: choice, call: call), default: []].append(fragment.place)
    case .failedGeneration(let fragment):
      fragments[.failedGeneration, default: []].append(fragment.place)
    default: break
    }
  }

  /// Where calls could be written instead of a piece of content: the value of a `tool_calls`
  /// that holds none, beside it. Nil where there is no such member.
  public func placeForCalls(choice: Int, besideFragment index: Int) -> Range<Int>? {
    guard let events = contentEvents[choice], index < events.count else { return nil }
    return noCalls[choice]?[events[index]]
  }

  /// Notes where a body's messages hold lists of calls.
  mutating func addMessages(_ tape: Tape, _ root: Int) {
    guard let choices = tape.field("choices", of: root), tape.kind(choices) == .array else {
      return
    }
    for (choice, node) in tape.children(of: choices).enumerated() {
      guard let message = tape.field("message", of: node) ?? tape.field("delta", of: node) else {
        continue
      }
      if let list = tape.field("tool_calls", of: message), tape.kind(list) == .array {
        toolCalls[choice] = tape.span(list)
      }
    }
  }
}
