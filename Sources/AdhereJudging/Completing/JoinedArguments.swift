import AdhereBytes
import AdhereJSON
import AdhereRepair

/// Arguments that are several objects, and each of them a call: ``ArgumentPieces``.
struct JoinedArguments {
  private let calls: [ToolCall]
  let pieces: ArgumentPieces
  private let text: [UInt8]

  /// Nil where the arguments are anything else.
  init?(_ call: ToolCall) {
    guard let pieces = ArgumentPieces(call.arguments), pieces.calls.count > 1 else { return nil }
    self.pieces = pieces
    text = call.arguments
    calls = pieces.calls.map {
      ToolCall(name: call.name, arguments: Array(call.arguments[$0]))
    }
  }

  /// Nil where the objects are broken and do not conform one by one: the text is something else.
  func judge(_ contract: Contract, _ finishReason: String?) -> Judgement? {
    var judgement = contract.judge(Output(.calls(calls), finishReason: finishReason))
    guard judgement.outcome.isSuccess else { return pieces.isStrict ? judgement : nil }
    var account = pieces.gaps.enumerated().map { index, gap in
      Repair(
        rule: .joinCalls, with: holdsObject(gap) ? [.repeatedAnswer] : [], path: "/\(index + 1)",
        span: gap, before: Array(text[gap]), after: [UInt8(ascii: ",")])
    }
    // Empty objects before the first call and behind the last one.
    let ends = [0..<pieces.calls[0].lowerBound, pieces.calls.last!.upperBound..<text.count]
    for (place, end) in ends.enumerated() where holdsObject(end) {
      let leftOut = Repair(
        rule: .repeatedAnswer, path: "/0/arguments", span: end, before: Array(text[end]), after: [])
      account.insert(leftOut, at: place == 0 ? 0 : account.count)
    }
    let needed = RuleSet(account.flatMap { [$0.rule] + $0.with })
    let denied = needed.without(contract.policy)
    guard denied.isEmpty else {
      judgement.fail(.unreadable, .denied(denied, at: pieces.gaps.first))
      judgement.calls = nil
      return judgement
    }
    judgement.outcome = .repaired
    judgement.repairs = account + judgement.repairs
    return judgement
  }

  /// Whether an empty object stands between the calls.
  private func holdsObject(_ range: Range<Int>) -> Bool { text[range].contains(ASCII.leftBrace) }
}

/// Arguments of which one object is left when what is empty or said twice is left out.
struct RepeatedArguments {
  /// The call with that object alone.
  let call: ToolCall
  private let kept: Range<Int>
  private let text: [UInt8]

  /// Nil where the arguments are anything else.
  init?(_ call: ToolCall) {
    guard let pieces = ArgumentPieces(call.arguments), pieces.calls.count == 1 else { return nil }
    kept = pieces.calls[0]
    text = call.arguments
    self.call = ToolCall(name: call.name, arguments: Array(text[kept]))
  }

  /// The account of the whole arguments, from that of the one object.
  ///
  /// - Parameter number: of the call.
  func repairs(_ own: [Repair], _ number: Int) -> [Repair] {
    func leftOut(_ span: Range<Int>) -> [Repair] {
      guard !span.isEmpty else { return [] }
      return [
        Repair(
          rule: .repeatedAnswer, path: "/\(number)/arguments", span: span,
          before: Array(text[span]), after: [], call: number)
      ]
    }
    let shifted = own.map { repair in
      var copy = repair
      copy.span =
        repair.span.lowerBound + kept.lowerBound..<repair.span.upperBound + kept.lowerBound
      return copy
    }
    return leftOut(0..<kept.lowerBound) + shifted + leftOut(kept.upperBound..<text.count)
  }
}
