import AdhereJSON

/// Holds a text with calls against the form that was asked: what stands in it and conforms is
/// valid, and no rule had a hand in it.
struct AskedForm {
  let form: Form
  /// Over the raw text.
  let attempt: RepairAttempt
  let tools: ToolTable?

  /// The verdict on a text whose calls stand between the marks of the form and conform; nil where
  /// any reading has to be tried.
  func marked() -> RepairResult? {
    guard let start = attempt.raw.baseAddress,
      let list = FormReading.list(start, attempt.raw.count, form),
      let document = try? JSONDocument(list), document.withTape(callsOffered),
      attempt.conforms(document)
    else { return nil }
    return valid(document)
  }

  /// The verdict on a reading whose steps are all notation of the form; nil where one is not.
  ///
  /// - Parameter judge: of the reading, where only these rules are permitted.
  func written(_ judge: (RepairAttempt) -> RepairResult) -> RepairResult? {
    guard let (core, others) = AskedForm.notation[form], isFramed else { return nil }
    var policy = Policy.none
    for rule in others + [core] { policy.allow(rule) }
    let result = judge(RepairAttempt(raw: attempt.raw, policy: policy, targets: attempt.targets))
    // Words may lead up to calls between marks; behind them they would be left out.
    guard result.verdict == .repaired, Changes.rules(result.changes).contains(core),
      let document = result.parsed(),
      result.changes.allSatisfy({ !$0.rules.contains(.stripProse) || $0.start == 0 })
    else { return nil }
    return valid(document)
  }

  /// Calls that conform and stand in another form were read: which is said in the account, where
  /// nothing else is.
  func settle(_ result: inout RepairResult) {
    guard result.verdict == .valid, form != .json, let first = attempt.raw.first else { return }
    guard attempt.policy.permits(.callEnvelope) else {
      result = .failed(.unreadable, .denied(RuleSet(.callEnvelope)))
      return
    }
    let calls = result.calls
    result = attempt.repaired([], Array(attempt.raw), result.parsed())
    result.calls = calls
    result.account = RepairAccount([
      Repair(rule: .callEnvelope, path: "", span: 0..<1, before: [first], after: [first])
    ])
  }

  private func valid(_ document: JSONDocument) -> RepairResult {
    var result = RepairResult.valid(json: Array(attempt.raw))
    result.document = document
    result.calls = document.withTape(FunctionCall.list)
    return result
  }

  private func callsOffered(_ tape: Tape) -> Bool {
    guard let tools else { return true }
    return tape.children(of: 0).allSatisfy { call in
      guard let name = tape.member("name", of: call) else { return false }
      return tools.resolve(StringText.decode(tape, name))?.isExact ?? false
    }
  }

  /// Whether the text begins and ends as one in the form does.
  private var isFramed: Bool {
    let raw = attempt.raw
    guard let first = raw.first(where: { $0 > 0x20 }), let last = raw.last(where: { $0 > 0x20 })
    else { return false }
    switch form {
    case .python:
      return first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
        || ByteClass.isName(first) && last == UInt8(ascii: ")")
    default: return last == UInt8(ascii: ">")
    }
  }

  /// Rules that read the notation of a form without marks around JSON: the one that tells it, and
  /// those that come with it.
  private static let notation: [Form: (core: Rule, others: [Rule])] = [
    .python: (
      .pythonCall,
      [
        .callEnvelope, .joinCalls, .singleQuotes, .tripleQuotes, .escapedApostrophe, .foreignEscape,
        .stringPrefix, .literals, .tuple, .trailingComma,
      ]
    ),
    .xml: (
      .xmlParameters,
      [
        .callEnvelope, .joinCalls, .stripMarkup, .stripThink, .stripProse, .stringToNumber,
        .stringToBoolean, .parseString, .nullWord,
      ]
    ),
  ]
}
