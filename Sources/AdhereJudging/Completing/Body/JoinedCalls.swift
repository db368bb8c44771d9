import AdhereBytes
import AdhereJSON
import AdhereRepair
import AdhereWire

/// Writes calls that came as one, with the arguments of all, as a call each. The one that came
/// keeps its id, its other members and the first arguments; the others follow it.
enum JoinedCalls {
  /// - Parameter call: place of the one that came.
  /// - Returns: nil where the call is in no list.
  static func edits(
    _ calls: [ToolCall], of call: Int, _ choice: ChoiceJudgement, _ answer: BodyEdits.Answer
  ) -> [Edit]? {
    let part = StructuredParts.Part.arguments(choice: choice.choice, call: call)
    guard let end = answer.parts.fragments(of: part).last?.text.upperBound,
      let first = choice.joined.first
    else { return nil }
    let own = choice.judgement.repairs.filter { $0.call == 0 }
    var changes = own.filter { !$0.isOfName }.map { repair in
      var copy = repair
      copy.span =
        repair.span.lowerBound + first.lowerBound..<repair.span.upperBound + first.lowerBound
      return copy
    }
    if first.lowerBound > 0 { changes.insert(leftOut(0..<first.lowerBound), at: 0) }
    changes.append(leftOut(first.upperBound..<end))
    guard var out = answer.edits(changes, of: part) else { return nil }
    guard let names = answer.edits(names: own.filter(\.isOfName), of: part) else { return nil }
    out += names
    guard let addition = addition(calls, part, choice.choice, answer) else { return nil }
    return out + [addition]
  }

  private static func leftOut(_ span: Range<Int>) -> Repair {
    Repair(rule: .joinCalls, span: span, before: [], after: [])
  }

  /// The further calls, behind the last one of the last list.
  private static func addition(
    _ calls: [ToolCall], _ part: StructuredParts.Part, _ choice: Int, _ answer: BodyEdits.Answer
  ) -> Edit? {
    let list: Range<Int>
    if answer.isStream {
      guard choice < answer.numbers.count,
        let last = CallLists.places(choice: answer.numbers[choice], in: answer.body)?.last
      else { return nil }
      list = last
    } else {
      guard let whole = answer.parts.toolCalls[choice],
        let place = answer.parts.fragments(of: part).first?.source,
        whole.lowerBound <= place.lowerBound, place.upperBound <= whole.upperBound
      else { return nil }
      list = whole.lowerBound - answer.start..<whole.upperBound - answer.start
    }
    var text: [UInt8] = []
    let first = index(in: answer.body, list)
    for number in calls.indices.dropFirst() {
      text.append(ASCII.comma)
      text += CallsInText.item(
        calls[number], number, index: answer.isStream ? first + number : nil, answer.seed, choice)
    }
    // Before the bracket, and behind the white space that may stand there.
    return Edit(list.upperBound - 1..<list.upperBound - 1, text)
  }

  /// The `index` of the list's last call.
  private static func index(in body: UnsafeBufferPointer<UInt8>, _ list: Range<Int>) -> Int {
    let text = Array(body[list])
    guard let document = try? JSONDocument(text, options: .anyDepth) else { return 0 }
    return document.withTape { tape in
      tape.children(of: 0).compactMap { tape.integer("index", of: $0) }.max() ?? 0
    }
  }
}
