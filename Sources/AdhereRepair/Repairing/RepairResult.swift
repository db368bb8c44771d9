package import AdhereSchema
package import AdhereJSON

/// What was read in an output, what was changed and what is wrong with it.
package struct RepairResult: Sendable {
  package private(set) var verdict: RepairVerdict
  /// What stood against it; nil for what conforms, and only for that.
  package private(set) var reason: Reason?
  /// Readings that were thrown out, or that stood against the one that is nearest.
  package var rivals: [Rival] = []
  /// The JSON that was read: a value, or a list of `{"name":…,"arguments":{…}}`. Of a valid
  /// output: the bytes as they came. Nil where nothing was read, and for calls that came as calls.
  package var json: [UInt8]?
  /// ``json``, where it was parsed already.
  package var document: JSONDocument?
  /// The calls to hand on, and those that do not conform; nil where no call was read.
  package var calls: [FunctionCall]?
  /// For calls that came as calls: what became of each.
  package var callResults: [CallResult] = []
  package var account = RepairAccount()
  package var repairs: [Repair] { account.repairs }
  /// From the raw text to ``json``.
  var changes: [Change] = []
  /// Of calls that came as calls they are with each of ``callResults``.
  package var violations: [Violation] = []
  /// Other values or calls that are in the text and differ.
  package var otherCandidates = 0
  /// Calls inside sentences that were passed over.
  package var callsInProse = 0
  /// Names that are called in the text and belong to no offered tool.
  package var unknownTools: [[UInt8]] = []

  private init(_ verdict: RepairVerdict, _ json: [UInt8]?, _ reason: Reason?) {
    self.verdict = verdict
    self.json = json
    self.reason = reason
  }

  /// What conforms as it came.
  static func valid(json: [UInt8]? = nil) -> RepairResult { RepairResult(.valid, json, nil) }

  /// What conforms after repairs.
  static func repaired(json: [UInt8]? = nil) -> RepairResult { RepairResult(.repaired, json, nil) }

  /// Anything else. There is no other way to make one, so none is without a reason.
  static func failed(
    _ verdict: RepairVerdict, _ reason: Reason, json: [UInt8]? = nil
  ) -> RepairResult {
    assert(verdict > .repaired, "what conforms needs no reason")
    return RepairResult(verdict, json, reason)
  }

  /// Takes the verdict on a part, where that is worse than what is known so far; of parts that are
  /// as bad the first one says why.
  mutating func take(_ part: RepairVerdict, _ why: Reason?) {
    guard part > verdict else { return }
    assert(part <= .repaired || why != nil, "a part that fails says why")
    verdict = part
    reason = why
  }

  /// The same failure with the rules that would have mended it.
  mutating func note(_ rules: RuleSet) {
    guard reason != nil, !rules.isEmpty else { return }
    reason = reason?.needing(rules)
  }

  /// ``json`` as a document.
  package func parsed() -> JSONDocument? { document ?? json.flatMap { try? JSONDocument($0) } }
}

/// A call of a tool, as providers write it: a name and the text of its arguments.
package struct FunctionCall: Sendable, Equatable {
  package var name: String
  /// JSON text, or what came in its place.
  package var arguments: [UInt8]

  package init(name: String, arguments: [UInt8]) {
    self.name = name
    self.arguments = arguments
  }

  /// The calls of a list that has the form wanted.
  static func list(_ tape: Tape) -> [FunctionCall] {
    tape.children(of: 0).compactMap { call in
      guard let name = tape.member("name", of: call),
        let arguments = tape.member("arguments", of: call)
      else { return nil }
      return FunctionCall(
        name: String(decoding: StringText.decode(tape, name), as: UTF8.self),
        arguments: Array(tape.source(arguments)))
    }
  }
}

/// What became of one call that came as a call.
package struct CallResult: Sendable {
  /// Number of the call in the output.
  package let index: Int
  /// The name as it came.
  package let name: String
  package var verdict: RepairVerdict
  /// What stood against it; nil for what conforms.
  package var reason: Reason?
  /// The call to hand on; several where its arguments were spread over as many.
  package var calls: [FunctionCall]
  package var repairs: [Repair] = []
  /// What was read in its arguments; nil where its tool was not offered, or they were spread.
  package var arguments: RepairResult?
  package var isOffered = true
}
