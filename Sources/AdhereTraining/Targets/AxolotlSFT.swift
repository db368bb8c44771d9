extension Target {
  /// axolotl, type `chat_template`: as TRL, with `train` on messages that are not to be learnt.
  public static let axolotlSFT = Target(
    "axolotl-sft", "axolotl, supervised", family: .axolotl, kind: .supervised,
    layout: .messages, arguments: .object, lossMark: .train)
}
