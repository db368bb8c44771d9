package import AdhereWire
package import AdhereJSON
import AdhereRepair

/// The changes that write a judgement into the body it is about: only what was repaired changes,
/// escaped as in the string that holds it. `finish_reason` stays as it came.
///
/// Calls that were written in the text move to `tool_calls` beside it, and the text becomes null;
/// in other APIs to where those have their calls.
package enum BodyEdits {
  /// - Parameters:
  ///   - body: the bytes that the places count in, from `start` on.
  ///   - numbers: the `index` of each choice.
  ///   - api: whose form the answer has.
  ///   - seed: differs between the answers of one run, for the ids of calls that had none.
  /// - Returns: in order, not overlapping. Empty where the body stays as it is. A repair that has
  ///   no place in the body is taken back: its choice does not conform then.
  package static func edits(
    _ judgement: inout CompletionJudgement, _ parts: StructuredParts,
    in body: UnsafeBufferPointer<UInt8>, from start: Int = 0, isStream: Bool = false,
    numbers: [Int] = [], api: WireAPI = .chat, seed: [UInt8]
  ) -> [Edit] {
    var edits: [Edit] = []
    for index in judgement.choices.indices where judgement.choices[index].needsEdits {
      let answer = Answer(
        parts: parts, body: body, start: start, isStream: isStream, numbers: numbers, api: api,
        seed: seed)
      // Two changes of one place would be an answer that was understood wrongly.
      if let own = self.edits(judgement.choices[index], answer), isOrderly(edits + own) {
        edits += own
      } else {
        judgement.choices[index].judgement.outcome = .invalid
        judgement.choices[index].judgement.repairs = []
        judgement.choices[index].judgement.violations.append(
          RequestViolation.reported(
            "envelope", Array("{}".utf8),
            "could be repaired, but not in the form the provider gave it"))
      }
    }
    return sorted(edits)
  }

  /// What is put in at a place comes before what is changed or left out from there on.
  private static func sorted(_ edits: [Edit]) -> [Edit] {
    edits.sorted {
      ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound)
    }
  }

  private static func isOrderly(_ edits: [Edit]) -> Bool {
    let edits = sorted(edits)
    return zip(edits, edits.dropFirst()).allSatisfy { $0.span.upperBound <= $1.span.lowerBound }
  }

  /// The answer that is edited.
  struct Answer {
    let parts: StructuredParts
    /// The bytes that places count in, from ``start`` on.
    let body: UnsafeBufferPointer<UInt8>
    let start: Int
    let isStream: Bool
    /// The `index` of each choice.
    let numbers: [Int]
    let api: WireAPI
    /// Differs between the answers of one run, for the ids of calls that had none.
    let seed: [UInt8]

    /// Changes of a part's text, in every place where it stands.
    func edits(_ repairs: [Repair], of part: StructuredParts.Part) -> [Edit]? {
      guard !repairs.isEmpty else { return [] }
      return edits(
        repairs.map { FragmentEdits.TextChange(span: $0.span, after: $0.after) }, of: part)
    }

    /// Changes of a part's text, in every place where it stands; nil where one of them has none.
    func edits(
      _ changes: [FragmentEdits.TextChange], of part: StructuredParts.Part
    ) -> [Edit]? {
      let places = parts.fragments(of: part)
      if case .arguments = part, api == .messages, !isStream, places.count == 1,
        places[0].isString, !places[0].text.isEmpty, !changes.isEmpty
      {
        return inputObject(changes, places[0])
      }
      guard !places.isEmpty,
        var out = edits(changes, places)
      else { return nil }
      for copy in parts.copies(of: part) {
        // A copy may hold less than the whole; a change has to lie in it, or beside it.
        let text = copy[0].text.lowerBound..<copy[copy.count - 1].text.upperBound
        let own = changes.filter {
          $0.span.lowerBound <= text.upperBound && $0.span.upperBound >= text.lowerBound
        }
        guard
          own.allSatisfy({
            $0.span.lowerBound >= text.lowerBound && $0.span.upperBound <= text.upperBound
          }), let edits = FragmentEdits.edits(own, copy, in: body, from: start)
        else { return nil }
        out += edits
      }
      return out
    }

    func edits(_ repairs: [Repair], _ places: [FragmentPlace]) -> [Edit]? {
      edits(repairs.map { FragmentEdits.TextChange(span: $0.span, after: $0.after) }, places)
    }

    /// Changes of a call's name, in every place where it stands.
    func edits(names repairs: [Repair], of part: StructuredParts.Part) -> [Edit]? {
      guard !repairs.isEmpty else { return [] }
      let places = parts.names(of: part)
      guard !places.isEmpty else { return nil }
      var out: [Edit] = []
      for place in places {
        guard let edits = edits(repairs, [place]) else { return nil }
        out += edits
      }
      return out
    }

    private func edits(
      _ changes: [FragmentEdits.TextChange], _ places: [FragmentPlace]
    ) -> [Edit]? {
      if api == .messages, places.count == 1, places[0].text.isEmpty, !changes.isEmpty {
        // An `input` that is null or an empty string: it has to be an object.
        guard places[0].source.lowerBound >= start else { return nil }
        let source = places[0].source
        return [
          Edit(
            source.lowerBound - start..<source.upperBound - start, changes.flatMap(\.after))
        ]
      }
      return FragmentEdits.edits(changes, places, in: body, from: start)
    }

    /// An `input` that came as a string, with its changes: clients take it for an object.
    private func inputObject(
      _ changes: [FragmentEdits.TextChange], _ place: FragmentPlace
    ) -> [Edit]? {
      guard place.source.lowerBound >= start else { return nil }
      let source = place.source.lowerBound - start..<place.source.upperBound - start
      guard let document = try? JSONDocument(Array(body[source])) else { return nil }
      let text = document.withTape { StringText.decode($0, 0) }
      let edits = changes.map {
        Edit(
          $0.span.lowerBound - place.text.lowerBound..<$0.span.upperBound - place.text.lowerBound,
          $0.after)
      }
      return [Edit(source, Edits.apply(edits, to: text))]
    }

    /// Writes calls that stood in the text as calls of the answer.
    func moved(_ calls: [ToolCall], _ choice: Int) -> [Edit]? {
      switch api {
      case .chat:
        CallsInText.edits(
          calls, choice, parts.fragments(of: .content(choice: choice)), parts, body, start,
          isStream, seed)
      case .responses: ResponsesCalls.moved(calls, choice, self)
      case .messages: MessagesCalls.moved(calls, choice, self)
      case .ollama: OllamaCalls.moved(calls, choice, self)
      case .gemini: nil
      }
    }

    /// Writes these calls in place of those the answer has.
    func replaced(_ calls: [ToolCall], _ choice: Int) -> [Edit]? {
      switch api {
      case .chat:
        let text = CallsInText.list(calls, isStream: isStream, seed, choice)
        if isStream {
          guard choice < numbers.count else { return nil }
          return CallLists.edits(text, choice: numbers[choice], in: body)
        }
        guard let list = parts.toolCalls[choice] else { return nil }
        return [Edit(list.lowerBound - start..<list.upperBound - start, text)]
      case .responses: return ResponsesCalls.replaced(calls, choice, self)
      case .messages: return MessagesCalls.replaced(calls, choice, self)
      case .ollama, .gemini: return nil
      }
    }
  }

  private static func edits(_ choice: ChoiceJudgement, _ answer: Answer) -> [Edit]? {
    let judgement = choice.judgement
    switch choice.subject {
    case .nothing: return []
    case .failedGeneration: return answer.edits(judgement.repairs, of: .failedGeneration)
    case .content:
      if choice.isRescued, let calls = judgement.calls {
        return answer.moved(calls, choice.choice)
      }
      return answer.edits(judgement.repairs, of: .content(choice: choice.choice))
    case .arguments(let call):
      if choice.isRescued, let calls = judgement.calls {
        if choice.joined.count == calls.count, choice.repeatedCalls.isEmpty, answer.api == .chat {
          return JoinedCalls.edits(calls, of: call, choice, answer)
        }
        return answer.replaced(calls, choice.choice)
      }
      return answer.edits(
        judgement.repairs, of: .arguments(choice: choice.choice, call: call))
    case .calls(let calls):
      if judgement.repairs.contains(where: \.isOfWholeCall) {
        // The list holds other calls now: all of it is replaced.
        return judgement.calls.flatMap { answer.replaced($0, choice.choice) }
      }
      return self.calls(calls, choice, answer)
    }
  }

  private static func calls(
    _ calls: [Int], _ choice: ChoiceJudgement, _ answer: Answer
  ) -> [Edit]? {
    var out: [Edit] = []
    for (index, call) in calls.enumerated() {
      let part = StructuredParts.Part.arguments(choice: choice.choice, call: call)
      let own = choice.judgement.repairs.filter { $0.call == index }
      guard !own.isEmpty else { continue }
      guard let names = answer.edits(names: own.filter(\.isOfName), of: part) else { return nil }
      out += names
      let arguments = own.filter { !$0.isOfName }
      guard !arguments.isEmpty else { continue }
      guard let edits = answer.edits(arguments, of: part) else { return nil }
      out += edits
    }
    return repeating(choice, answer).map { out + $0 }
  }

  /// The same edits of calls that say once more what a judged one says; nil where they have no
  /// place.
  private static func repeating(_ choice: ChoiceJudgement, _ answer: Answer) -> [Edit]? {
    guard case .calls(let calls) = choice.subject else { return [] }
    var out: [Edit] = []
    for (place, original) in choice.repeatedCalls {
      guard let original else { return nil }
      guard let number = calls.firstIndex(of: original) else { continue }
      let part = StructuredParts.Part.arguments(choice: choice.choice, call: place)
      let ofName = choice.judgement.repairs.filter { $0.call == number && $0.isOfName }
      guard let names = answer.edits(names: ofName, of: part) else { return nil }
      out += names
      let arguments = choice.judgement.repairs.filter { $0.call == number && !$0.isOfName }
      guard let edits = answer.edits(arguments, of: part) else { return nil }
      out += edits
    }
    return out
  }
}

extension ChoiceJudgement {
  fileprivate var needsEdits: Bool {
    judgement.outcome == .repaired || judgement.outcome == .valid && isRescued
  }
}

extension Repair {
  /// It leaves a call out, or makes several of it.
  fileprivate var isOfWholeCall: Bool {
    [.dropUnknownCall, .dropRepeatedCall, .fanOut].contains(rule)
  }

  /// It changes the name of a call, not its arguments.
  var isOfName: Bool {
    guard let call, let path else { return false }
    return path == "/\(call)/name"
  }
}
