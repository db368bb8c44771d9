extension Target {
  /// TRL, KTO: `prompt`, `completion` and `label`, which needs no pairs.
  ///
  /// A trace gives up to two rows: its answer with true, and what the model wrote with false.
  ///
  /// Source: huggingface.co/docs/trl/dataset_formats, unpaired preference.
  ///
  ///     {"prompt":[{"role":"user","content":"Weather in Oslo?"}],
  ///      "completion":[{"role":"assistant","content":"","tool_calls":[{"id":"call_1",
  ///        "type":"function","function":{"name":"get_weather",
  ///        "arguments":{"city": "Oslo"}}}]}],"label":true,"tools":[…]}
  ///     {"prompt":[{"role":"user","content":"Weather in Oslo?"}],
  ///      "completion":[{"role":"assistant","content":"get_weather(town='Oslo')"}],"label":false,
  ///      "tools":[{"type":"function","function":{"name":"get_weather","parameters":{…}}}]}
  public static let trlKTO = Target(
    "trl-kto", "TRL, KTO: wanted and unwanted answers", .trl, .unpaired, Form(layout: .labelled))
}
