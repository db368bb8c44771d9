import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereTraces

/// Whether what a trace says of its output still holds: the output is judged once more, under what
/// its request asked and the policy of its trace.
///
/// A store outlives the rules that filled it. What was passed over as no call may be one that can be
/// read today, or be known for one that cannot; what was mended may have another reading as near.
final class Proof {
  private let judge = TraceJudge()
  private let first = ScratchParser(.anyDepth)
  private let second = ScratchParser(.anyDepth)

  /// - Throws: ``Refusal`` where the answer of the trace is not what its output says.
  func check(_ trace: Trace) throws(Refusal) {
    // Without its end an output cannot be judged; its value was.
    guard trace.cut.raw == nil else { return }
    if trace.repairs.contains(where: { Proof.names($0).contains(Rule.nearestReading.id) }) {
      throw Refusal(.hadRival)
    }
    let judgement = judge.judge(trace)
    guard judgement.outcome.isSuccess,
      (judgement.outcome == .noCall) == (trace.outcome == .noCall)
    else { throw Refusal(.judgedOtherwise, judgement.outcome.rawValue) }
    if judgement.rivals.contains(where: { $0.why == Rival.conforms }) { throw Refusal(.hadRival) }
    guard same(judgement, trace) else { throw Refusal(.judgedOtherwise, "another reading") }
  }

  private func same(_ judgement: Judgement, _ trace: Trace) -> Bool {
    if trace.surface == .json {
      guard let mine = judgement.value, let its = trace.value else { return trace.value == nil }
      return isRedacted(trace) || same(mine, its)
    }
    let mine = judgement.calls ?? []
    let its = trace.calls ?? []
    guard mine.count == its.count else { return false }
    return zip(mine, its).allSatisfy {
      $0.name == $1.name && (isRedacted(trace) || same($0.arguments, $1.arguments))
    }
  }

  /// Placeholders may have taken other bytes of the output than of its value.
  private func isRedacted(_ trace: Trace) -> Bool { trace.redaction?.replaced.isEmpty == false }

  private func same(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if a == b { return true }
    guard let x = first.parse(a), let y = second.parse(b) else { return false }
    return Canonical.form(x) == Canonical.form(y)
  }

  /// Rules of the guess tier, and those of tiers that are not known, which had a hand in the answer.
  static func guesses(in trace: Trace) -> Set<String> {
    var guesses: Set<String> = []
    for repair in trace.repairs {
      if repair.tier != Tier.lossless.rawValue, repair.tier != Tier.safe.rawValue {
        guesses.insert(repair.rule)
      }
      for rule in repair.with where Rule(id: rule)?.tier ?? .guess == .guess {
        guesses.insert(rule)
      }
    }
    return guesses
  }

  private static func names(_ repair: RepairRecord) -> [String] { [repair.rule] + repair.with }
}
