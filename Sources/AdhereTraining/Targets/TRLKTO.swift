extension Target {
  /// TRL, KTO: `prompt`, `completion` and `label`, which needs no pairs.
  public static let trlKTO = Target(
    "trl-kto", "TRL, KTO: wanted and unwanted answers", family: .trl, kind: .unpaired,
    layout: .labelled, arguments: .object)
}
