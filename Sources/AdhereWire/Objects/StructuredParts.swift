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

  /// One of the places where a part is written once more, whole or in pieces: the Responses API
  /// repeats in `.done` events and in the response what its deltas said.
  public struct Copy: Hashable, Sendable {
    /// What is repeated.
    public var part: Part
    /// Tells the copies of one part apart: the pieces of one number make the whole part.
    public var number: Int

    /// - Parameters:
    ///   - part: what is repeated.
    ///   - number: tells the copies of one part apart.
    public init(of part: Part, number: Int) {
      self.part = part
      self.number = number
    }
  }

  /// Further places of names.
  private var nameCopies: [Part: [FragmentPlace]] = [:]
  private var copyPlaces: [Part: [Int: [FragmentPlace]]] = [:]
  /// Copies that have a number of their own, below 0, because theirs came again.
  private var repeatedCopies = 0
  private var places = PartTable<[FragmentPlace]>()
  /// Calls whose names came in several pieces, which cannot be changed one by one.
  private var splitNames: Set<Part> = []
  /// Names of calls, by the part their arguments are.
  public private(set) var names: [Part: FragmentPlace] = [:]
  /// The list that holds the calls of each choice of a body, where there is one: `tool_calls`, or the
  /// `output` of a response.
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

  /// Every place where the name of a call is written whole.
  package func names(of part: Part) -> [FragmentPlace] {
    if splitNames.contains(part) { return [] }
    return (names[part].map { [$0] } ?? []) + (nameCopies[part] ?? [])
  }

  /// The pieces of each further copy of a part, in the order of their numbers.
  package func copies(of part: Part) -> [[FragmentPlace]] {
    copyPlaces[part]?.sorted { $0.key < $1.key }.map(\.value) ?? []
  }

  /// Adds the places that an event brings.
  package mutating func add(_ event: ChatStreamEvent) {
    switch event {
    case .text(let choice, let fragment):
      let piece = add(fragment.place, to: .content(choice: choice))
      newContent.append((choice, piece))
    case .call(let choice, let call, let place):
      let part = Part.arguments(choice: choice, call: call)
      if names.updateValue(place, forKey: part) != nil { splitNames.insert(part) }
    case .noCalls(let choice, let place): emptyCalls.append((choice, place.source))
    case .arguments(let choice, let call, let fragment):
      _ = add(fragment.place, to: .arguments(choice: choice, call: call))
    case .nameCopy(let choice, let call, let place):
      nameCopies[.arguments(choice: choice, call: call), default: []].append(place)
    case .copy(let copy, let place): add(place, to: copy)
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
      if let output = tape.field("output", of: root), tape.kind(output) == .array {
        toolCalls[0] = tape.span(output)
      }
      return
    }
    let objects = tape.children(of: choices).filter { tape.kind($0) == .object }
    for (choice, node) in objects.enumerated() {
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

  private mutating func add(_ place: FragmentPlace, to copy: Copy) {
    let known = copyPlaces[copy.part]?[copy.number]
    if let last = known?.last,
      place.text.lowerBound < last.text.upperBound || place.text == last.text
    {
      // The same once more is no further piece, but one more copy.
      repeatedCopies += 1
      copyPlaces[copy.part]![-repeatedCopies] = known
      copyPlaces[copy.part]![copy.number] = [place]
    } else {
      copyPlaces[copy.part, default: [:]][copy.number, default: []].append(place)
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
