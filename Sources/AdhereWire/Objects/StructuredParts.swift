internal import AdhereJSON

/// Where the parts of an answer that are judged are written: in a body, or over many events of a
/// stream.
public struct StructuredParts: Sendable {
  /// A part of an answer. More may be added.
  public enum Part: Hashable, Sendable {
    /// The text of a choice.
    case content(choice: Int)
    /// The arguments of a call.
    case arguments(choice: Int, call: Int)
    /// The model's text in a provider's error.
    case failedGeneration
  }

  private var places = PartTable<[FragmentPlace]>()
  /// Names of calls, by the part their arguments are.
  public private(set) var names: [Part: FragmentPlace] = [:]
  /// The value of `tool_calls` of each choice of a body, where there is one.
  public internal(set) var toolCalls: [Int: Range<Int>] = [:]
  /// By choice and number of the piece of content: a `tool_calls` beside it that holds none.
  private var callPlaces: [Int: [Int: Range<Int>]] = [:]
  /// Those of the event that is being read.
  private var emptyCalls: [(choice: Int, place: Range<Int>)] = []
  /// The pieces of content of the event that is being read.
  private var newContent: [(choice: Int, piece: Int)] = []

  package init() {}

  /// The pieces of each part, in order.
  public var fragments: [Part: [FragmentPlace]] {
    Dictionary(uniqueKeysWithValues: places.entries.map { ($0.part, $0.value) })
  }

  /// The pieces of a part, in order; empty where it is not there.
  public func fragments(of part: Part) -> [FragmentPlace] { places[part] ?? [] }

  /// Adds the places that an event brings.
  package mutating func add(_ event: ChatStreamEvent) {
    switch event {
    case .text(let choice, let fragment):
      let piece = add(fragment.place, to: .content(choice: choice))
      newContent.append((choice, piece))
    case .call(let choice, let call, let place):
      names[.arguments(choice: choice, call: call)] = place
    case .noCalls(let choice, let place): emptyCalls.append((choice, place.source))
    case .arguments(let choice, let call, let fragment):
      _ = add(fragment.place, to: .arguments(choice: choice, call: call))
    case .failedGeneration(let fragment): _ = add(fragment.place, to: .failedGeneration)
    case .eventEnd: endEvent()
    default: break
    }
  }

  /// Forgets the pieces of a choice's content: they have been passed on.
  package mutating func forgetContent(ofChoice choice: Int) {
    places.change(.content(choice: choice), default: []) { $0.removeAll(keepingCapacity: true) }
    newContent.removeAll(keepingCapacity: true)
    if !callPlaces.isEmpty { callPlaces[choice] = nil }
  }

  /// Where calls could be written instead of a piece of content: the value of a `tool_calls`
  /// that holds none, beside it. Nil where there is no such member.
  package func placeForCalls(choice: Int, besideFragment index: Int) -> Range<Int>? {
    callPlaces[choice]?[index]
  }

  /// Notes where a body's messages hold lists of calls.
  mutating func addMessages(_ tape: Tape, _ root: Int) {
    endEvent()
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

  /// - Returns: the number of the piece.
  private mutating func add(_ place: FragmentPlace, to part: Part) -> Int {
    places.change(part, default: []) {
      $0.append(place)
      return $0.count - 1
    }
  }

  /// Calls can be written beside content only where both stand in the same event.
  private mutating func endEvent() {
    if !emptyCalls.isEmpty {
      for content in newContent {
        if let beside = emptyCalls.last(where: { $0.choice == content.choice }) {
          callPlaces[content.choice, default: [:]][content.piece] = beside.place
        }
      }
      emptyCalls.removeAll(keepingCapacity: true)
    }
    if !newContent.isEmpty { newContent.removeAll(keepingCapacity: true) }
  }
}
