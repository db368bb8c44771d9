package import AdhereWire
package import AdhereJSON
import AdhereRepair

/// The changes that bring a judgement into the body it is about: only what was repaired changes,
/// written as the string it lies in wants it. `finish_reason` stays as it came.
///
/// Calls that were written in the text go where calls belong: the text gives way to null, and
/// the calls stand under `tool_calls` beside it.
package enum BodyEdits {
  /// - Parameters:
  ///   - body: the bytes that the places count in, from `start` on.
  ///   - numbers: the `index` of each choice.
  ///   - seed: tells the answers of one run apart, for the ids of calls that had none.
  /// - Returns: in order, not overlapping. Empty where the body stays as it is. A repair that has
  ///   no place in the body is taken back: its choice does not conform then.
  package static func edits(
    _ judgement: inout CompletionJudgement, _ parts: StructuredParts,
    in body: UnsafeBufferPointer<UInt8>, from start: Int = 0, isStream: Bool = false,
    numbers: [Int] = [], seed: [UInt8]
  ) -> [Edit] {
    var edits: [Edit] = []
    for index in judgement.choices.indices where judgement.choices[index].needsEdits {
      let stream = isStream ? Stream(numbers: numbers) : nil
      if let own = self.edits(judgement.choices[index], parts, body, start, stream, seed) {
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
    return edits.sorted { $0.span.lowerBound < $1.span.lowerBound }
  }

  private static func edits(
    _ choice: ChoiceJudgement, _ parts: StructuredParts, _ body: UnsafeBufferPointer<UInt8>,
    _ start: Int, _ stream: Stream?, _ seed: [UInt8]
  ) -> [Edit]? {
    let judgement = choice.judgement
    switch choice.subject {
    case .nothing: return []
    case .failedGeneration:
      return FragmentEdits.edits(
        changes(judgement.repairs), parts.fragments(of: .failedGeneration), in: body,
        from: start)
    case .content:
      let fragments = parts.fragments(of: .content(choice: choice.choice))
      guard choice.isRescued, let calls = judgement.calls else {
        return FragmentEdits.edits(changes(judgement.repairs), fragments, in: body, from: start)
      }
      return CallsInText.edits(
        calls, choice.choice, fragments, parts, body, start, stream != nil, seed)
    case .arguments(let call):
      if choice.isRescued, let calls = judgement.calls {
        return written(calls, choice.choice, parts, body, start, stream, seed)
      }
      return FragmentEdits.edits(
        changes(judgement.repairs),
        parts.fragments(of: .arguments(choice: choice.choice, call: call)), in: body, from: start)
    case .calls(let calls):
      if judgement.repairs.contains(where: \.isOfWholeCall) {
        // There are other calls now than there were: the list is written anew.
        return judgement.calls.flatMap {
          written($0, choice.choice, parts, body, start, stream, seed)
        }
      }
      return self.calls(calls, choice, parts, body, start)
    }
  }

  /// What has to be known of a stream, beside its places.
  private struct Stream {
    /// The `index` of each choice.
    var numbers: [Int]
  }

  /// The whole list of calls, anew.
  private static func written(
    _ calls: [ToolCall], _ choice: Int, _ parts: StructuredParts,
    _ body: UnsafeBufferPointer<UInt8>, _ start: Int, _ stream: Stream?, _ seed: [UInt8]
  ) -> [Edit]? {
    let text = CallsInText.list(calls, isStream: stream != nil, seed, choice)
    if let stream {
      guard choice < stream.numbers.count else { return nil }
      return CallLists.edits(text, choice: stream.numbers[choice], in: body)
    }
    guard let list = parts.toolCalls[choice] else { return nil }
    return [Edit(list.lowerBound - start..<list.upperBound - start, text)]
  }

  private static func calls(
    _ calls: [Int], _ choice: ChoiceJudgement, _ parts: StructuredParts,
    _ body: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> [Edit]? {
    var out: [Edit] = []
    for (index, call) in calls.enumerated() {
      let part = StructuredParts.Part.arguments(choice: choice.choice, call: call)
      let own = choice.judgement.repairs.filter { $0.call == index }
      guard !own.isEmpty else { continue }
      let names = own.filter(\.isOfName)
      if !names.isEmpty {
        guard let name = parts.names[part],
          let edits = FragmentEdits.edits(changes(names), [name], in: body, from: start)
        else { return nil }
        out += edits
      }
      let arguments = own.filter { !$0.isOfName }
      guard !arguments.isEmpty else { continue }
      let places = parts.fragments(of: part)
      guard !places.isEmpty,
        let edits = FragmentEdits.edits(changes(arguments), places, in: body, from: start)
      else { return nil }
      out += edits
    }
    return out
  }

  private static func changes(_ repairs: [Repair]) -> [FragmentEdits.TextChange] {
    repairs.map { FragmentEdits.TextChange(span: $0.span, after: $0.after) }
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
  fileprivate var isOfName: Bool {
    guard let call, let path else { return false }
    return path == "/\(call)/name"
  }
}
