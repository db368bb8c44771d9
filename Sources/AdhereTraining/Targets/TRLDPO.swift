extension Target {
  /// TRL, preferences: `prompt`, `chosen`, `rejected` as lists of messages, and `tools`.
  public static let trlDPO = Target(
    "trl-dpo", "TRL, preferences", family: .trl, kind: .preference, layout: .chosen,
    arguments: .object)
}
