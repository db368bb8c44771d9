import Testing

@testable import AdhereRepair

/// What keeps a text from being learnt as an answer in words.
@Suite struct CallAttemptTests {
  private let tools = Set(["get_weather", "send"].map { Array($0.utf8) })

  private func holds(_ text: String) -> Bool {
    CallAttempt.find(in: Array(text.utf8), tools: tools) != nil
  }

  @Test(arguments: [
    "<tool_call>\n</tool_call>", "Sure. </tool_call>", "<tool_call>{\"a\":", "[TOOL_CALLS] x",
    "<function=other><parameter=a>1</parameter></function>", "<|tool_call|>",
    "{\"name\": \"get_weather\", \"arguments\": {\"city\": ", "{'function': 'get_weather'}",
    "get_weather(city=", "I will call get_weather(city='Oslo') now.", "get_weather\n{\"city\": 1}",
    "Write `functions.get_weather(city=\"Oslo\")` then.",
    "<|channel|>commentary to=functions.nope<|message|>{\"a\": 1}", "to=functions.nope {}",
    "Fine.<|im_end|>", "<｜tool▁sep｜>", "```tool_code\nprint(nope(1))\n```",
    "functions.nope({\"a\": 1})", "find_orders(customer=7)]", "[find_orders(customer=7), x(a=1)]",
    "So:\nfind_orders(customer=7)",
  ])
  func `calls and their marks are found`(text: String) { #expect(holds(text)) }

  @Test(arguments: [
    "It is sunny.", "I can call get_weather once I know the city.", "Use `get_weather()` for that.",
    "```python\nprint(x, end=\"\")\nplot(x=1)\n```", "x = 3, y(2) = 4",
    "a < b, [1] and <b>bold</b>",
    "a <| b |> c", "x <|> y", "set it to=functions", "the functions.php file",
    "The option is called \"get_weather\".", "[see the call for papers](https://x.org)", "f(x)", "",
  ])
  func `talk is left alone`(text: String) { #expect(!holds(text)) }
}
