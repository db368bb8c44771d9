extension Target {
  /// TRL, preferences: `prompt`, `chosen`, `rejected` as lists of messages, and `tools`.
  ///
  /// A rejected call whose arguments are no object is left out: the text that the model wrote is not
  /// known.
  /// A `prompt` of its own is recommended; TRL also finds what both sides begin with.
  ///
  /// Source: huggingface.co/docs/trl/dataset_formats, preference.
  ///
  ///     {"prompt":[{"role":"user","content":"Weather in Oslo?"}],
  ///      "chosen":[{"role":"assistant","content":"","tool_calls":[{"id":"call_1",
  ///        "type":"function","function":{"name":"get_weather","arguments":{"city": "Oslo"}}}]}],
  ///      "rejected":[{"role":"assistant","content":"get_weather(town='Oslo')"}],
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let trlDPO = Target(
    "trl-dpo", "TRL, preferences", .trl, .preference, Form(layout: .chosen))
}
