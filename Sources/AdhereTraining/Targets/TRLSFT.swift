extension Target {
  /// TRL and Unsloth, conversations: arguments are objects, since chat templates write strings
  /// with their quotes. Needs `datasets` 4.7; see ``forOldDatasets``.
  public static let trlSFT = Target(
    "trl-sft", "TRL and Unsloth, supervised", family: .trl, kind: .supervised,
    layout: .messages, arguments: .object)
}
