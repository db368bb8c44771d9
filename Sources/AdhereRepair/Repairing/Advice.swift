/// Which rules would have mended an output that failed. Whoever reads the reason decides whether
/// to permit them.
enum Advice {
  /// Longest text of which it is found out, in bytes: the text is repaired a second time.
  static let longestText = 64 << 10

  /// Repairs a text that failed once more with every rule there is, and names those that this
  /// took beyond the policy. None is named of a text in which nothing was found, as rules that make
  /// a value of any text are no advice, and none under a policy that only judges, where a second
  /// reading would cost more than the verdict.
  ///
  /// - Parameters:
  ///   - count: bytes of the text.
  ///   - repair: the same repair under another policy.
  static func add(
    to result: inout RepairResult, _ count: Int, _ policy: Policy,
    repair: (Policy) -> RepairResult?
  ) {
    guard result.verdict > .repaired, policy.repairs, count <= longestText,
      let reason = result.reason,
      reason.rule == nil, reason.code != .noValue
    else { return }
    let everything = Policy(tier: .guess)
    guard policy != everything, let mended = repair(everything), mended.verdict == .repaired
    else { return }
    result.note(Changes.rules(mended.changes).without(policy))
  }
}
