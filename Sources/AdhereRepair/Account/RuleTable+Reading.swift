/// Rules that say which parts of a text are the answer.
extension RuleTable {
  static let reading: [RuleEntry] = [
    RuleEntry(
      .stripThink, "strip-think", .lossless, cost: 0.1,
      "leaves out a model's thinking before its answer",
      "<think>hm</think>{\"a\":1}", "{\"a\":1}"),
    RuleEntry(
      .stripFence, "strip-fence", .lossless, cost: 0.1,
      "leaves out the Markdown fence around the answer",
      "```json\n{}\n```", "{}"),
    RuleEntry(
      .stripMarkup, "strip-markup", .lossless, cost: 0.1,
      "leaves out a model family's tool-call markup",
      "<tool_call>{}</tool_call>", "{}"),
    RuleEntry(
      .stripProse, "strip-prose", .lossless, cost: 0.1,
      "leaves out text around the only candidate",
      "Here: {\"a\":1}. Done.", "{\"a\":1}"),
    RuleEntry(
      .joinCalls, "join-calls", .lossless, cost: 0.1,
      "joins calls that stand apart to one list",
      "f(a=1); f(a=2)", "[f(a=1),f(a=2)]"),
    RuleEntry(
      .repeatedAnswer, "repeated-answer", .safe, cost: 0.2,
      "leaves out calls that go round in circles until the text is cut off",
      "[f(a=1),f(a=1),f(a=1),f(a=1),f(a=", "[f(a=1)]"),
    RuleEntry(
      .nameBeforeArguments, "name-before-arguments", .lossless, cost: 0.1,
      "reads a tool's name in front of its arguments",
      "f\n{\"a\":1}", "{\"name\":\"f\",\"arguments\":{\"a\":1}}"),
    RuleEntry(
      .xmlParameters, "xml-parameters", .lossless, cost: 0.1,
      "reads a call written as XML parameters",
      "<function=f><parameter=a>1</parameter></function>",
      "{\"name\":\"f\",\"arguments\":{\"a\":\"1\"}}"),
    RuleEntry(
      .callEnvelope, "call-envelope", .lossless, cost: 0.1,
      "brings a call into the form name and arguments",
      "{\"f\":{\"a\":1}}", "{\"name\":\"f\",\"arguments\":{\"a\":1}}"),
    RuleEntry(
      .flatArguments, "flat-arguments", .lossless, cost: 0.2,
      "collects arguments that stand beside the name",
      "{\"name\":\"f\",\"a\":1}", "{\"name\":\"f\",\"arguments\":{\"a\":1}}"),
    RuleEntry(
      .quotedCall, "quoted-call", .lossless, cost: 0.2,
      "reads a call that was written as a string",
      "[\"f(a=1)\"]", "[{\"name\":\"f\",\"arguments\":{\"a\":1}}]"),
    RuleEntry(
      .stringifiedArguments, "stringified-arguments", .safe, cost: 0.2,
      "reads arguments that came as a string of JSON",
      "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}",
      "{\"name\":\"f\",\"arguments\":{\"a\":1}}"),
    RuleEntry(
      .emptyArguments, "empty-arguments", .safe, cost: 0.2,
      "reads missing or empty arguments as none",
      "{\"name\":\"f\",\"arguments\":\"\"}", "{\"name\":\"f\",\"arguments\":{}}"),
    RuleEntry(
      .toolName, "tool-name", .safe, cost: 0.2,
      "spells a tool's name as it was offered",
      "functions.get_time:0", "get_time"),
    RuleEntry(
      .unescapeWhole, "unescape-whole", .lossless, cost: 0.2,
      "unescapes a text that was escaped once too often",
      "{\\\"a\\\": 1}", "{\"a\": 1}"),
    RuleEntry(
      .textAsString, "text-as-string", .safe, cost: 0.5,
      "puts the whole text in quotes where the schema wants a string",
      "hello", "\"hello\""),
    RuleEntry(
      .bareText, "bare-text", .guess, cost: 1.0,
      "puts a text without any JSON in quotes",
      "hello", "\"hello\""),
    RuleEntry(
      .listDocuments, "list-documents", .guess, cost: 0.5,
      "puts several values into one list",
      "{\"a\":1}\n{\"a\":2}", "[{\"a\":1},{\"a\":2}]"),
    RuleEntry(
      .nearestTool, "nearest-tool", .safe, cost: 0.5,
      "completes a tool's name that lacks its namespace",
      "cell_info(kind=1)", "[{\"name\":\"biology.cell_info\",\"arguments\":{\"kind\":1}}]"),
    RuleEntry(
      .toolSlip, "tool-slip", .guess, cost: 1.0,
      "mends a misspelt name of a tool",
      "get_wether", "get_weather"),
    RuleEntry(
      .callInProse, "call-in-prose", .guess, cost: 1.0,
      "takes a call that stands inside a sentence",
      "I will use f(a=1) for this.", "f(a=1)"),
  ]
}
