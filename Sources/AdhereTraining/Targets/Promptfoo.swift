extension Target {
  /// Test cases of promptfoo, where OpenAI's Evals point since they ended: `tests: file://cases.jsonl`
  /// beside the prompt `{{messages}}`.
  ///
  /// Asserted are calls of offered tools alone, and conforming of the arguments of the first call of
  /// each tool that is wanted, or of the whole output; what a person gave is asserted by equality
  /// besides.
  ///
  ///     {"description":"repaired: python-call","vars":{"messages":"[{\"role\":\"user\",…}]"},
  ///      "assert":[{"type":"javascript","metric":"calls","value":"…"},
  ///        {"type":"is-json","metric":"conforms","transform":"…","value":{…}}],
  ///      "options":{"disableVarExpansion":true,"tools":[…]},"metadata":{"id":"01J…"}}
  ///
  /// Source: promptfoo's configuration reference, "Test Case".
  public static let promptfoo = Target(
    "promptfoo", "promptfoo, test cases: request, assertions", .adhere, .evaluation,
    Form(
      layout: .testCase, columns: ["description", "vars", "assert", "options", "metadata"]))
}
