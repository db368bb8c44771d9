import AdhereJSON

/// Holds a text with calls against the form that was asked: what stands in it and conforms is
/// valid, and no rule had a hand in it.
struct AskedForm {
  let form: Form
  /// Over the raw text.
  let attempt: RepairAttempt
  let tools: ToolTable?

  /// The verdict on a text that stands in the form and conforms; nil where any reading has to be
  /// tried.
  ///
  /// The reader of the form and the one that knows no form have to find the same calls, and the
  /// latter nothing beside them: a mark tells how a call is written, and not that no other stands
  /// in front of it.
  ///
  /// - Parameter judge: of the reading, where only the rules of an attempt are permitted.
  func valid(
    _ reading: ToolReading, _ judge: (RepairAttempt) -> RepairResult
  ) -> RepairResult? {
    guard reading.takesAll else { return nil }
    return AskedForm.notation[form] == nil ? marked(reading) : written(reading, judge)
  }

  /// Calls between marks, as the marks tell them.
  private func marked(_ reading: ToolReading) -> RepairResult? {
    guard let start = attempt.raw.baseAddress,
      let list = FormReading.list(start, attempt.raw.count, form),
      form != .hermes || FormSurroundings.hold(start, attempt.raw.count, reading.regions),
      Canonical.form(of: list) == Canonical.form(of: reading.json),
      let document = try? JSONDocument(list), document.withTape(callsOffered),
      attempt.conforms(document)
    else { return nil }
    return valid(document)
  }

  /// A reading whose steps are all notation of the form.
  private func written(
    _ reading: ToolReading, _ judge: (RepairAttempt) -> RepairResult
  ) -> RepairResult? {
    guard let (core, others) = AskedForm.notation[form], let start = attempt.raw.baseAddress,
      reading.regions.allSatisfy({ $0.used.contains(core) })
    else { return nil }
    switch form {
    case .python: guard PythonCalls.fill(start, attempt.raw.count) else { return nil }
    default:
      guard FormSurroundings.hold(start, attempt.raw.count, reading.regions) else { return nil }
    }
    var policy = Policy.none
    for rule in others + [core] { policy.allow(rule) }
    let result = judge(RepairAttempt(raw: attempt.raw, policy: policy, targets: attempt.targets))
    // Words may lead up to calls between marks; behind them they would be left out.
    guard result.verdict == .repaired, let document = result.parsed(),
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

  /// Rules that read the notation of a form without marks around JSON: the one that every call of
  /// it needs, and those that come with it.
  private static let notation: [Form: (core: Rule, others: [Rule])] = [
    .python: (
      .pythonCall,
      [
        .callEnvelope, .joinCalls, .singleQuotes, .tripleQuotes, .escapedApostrophe, .foreignEscape,
        .stringPrefix, .rawControl, .literals, .tuple, .trailingComma,
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
