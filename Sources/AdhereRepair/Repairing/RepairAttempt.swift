import AdhereSchema
import AdhereJSON

/// One text, what it must conform to and what may be done to it: the steps that the repair of
/// values, of calls in a text and of one call's arguments have in common.
struct RepairAttempt {
  let raw: UnsafeBufferPointer<UInt8>
  let policy: Policy
  /// Number of the call whose arguments the text is, where it came as a call.
  var call: Int?
  /// The values in a reading of the text that have a schema.
  let targets: (Tape) -> [Aligner.Target]

  func conforms(_ document: JSONDocument) -> Bool { document.withTape { conforms($0) } }

  func conforms(_ tape: Tape) -> Bool {
    targets(tape).allSatisfy { $0.schema.isValid(tape, at: $0.node) }
  }

  /// The text conforms after `changes`, which lead to `json`.
  func repaired(
    _ changes: [Change], _ json: [UInt8], _ document: JSONDocument? = nil
  ) -> RepairResult {
    var result = RepairResult.repaired(json: json)
    result.document = document
    result.changes = changes
    result.account = RepairAccount(
      changes, raw: raw, final: json, call: call, path: call.map { "/\($0)/arguments" } ?? "")
    return result
  }

  /// A reading that does not conform, brought to conform; nil where no permitted rule does it.
  ///
  /// - Parameter step: what is permitted, if that is less than ``policy``.
  func aligned(
    _ json: [UInt8], after changes: [Change], under step: Policy? = nil
  ) -> RepairResult? {
    let step = step ?? policy
    guard step.repairs else { return nil }
    return Aligner(policy: step, targets: targets).align(json, after: changes)
      .map { repaired($0.changes, $0.text) }
  }

  /// A reading that does not conform, with all that is wrong with it.
  ///
  /// - Parameter changes: from the raw text to the text of the tape.
  func invalid(
    _ json: [UInt8], _ tape: Tape, _ document: JSONDocument? = nil, after changes: [Change] = []
  ) -> RepairResult {
    var violations: [Violation] = []
    for target in targets(tape) {
      for var violation in target.schema.violations(tape, at: target.node) {
        if !target.path.isEmpty {
          violation.instancePath = target.path + violation.instancePath
        }
        violations.append(violation)
      }
    }
    let span = violations.first.flatMap { first in
      first.instanceNode < tape.count
        ? ChangePlaces.source(of: tape.span(first.instanceNode), before: changes) : nil
    }
    var result = RepairResult.failed(
      .invalid, .nonconforming(violations, at: span, call: call), json: json)
    result.document = document
    result.violations = violations
    return result
  }
}
