import AdhereTestSupport
import AdhereJudging
import AdhereWire
import AdhereSchema
import AdhereRepair
import Testing

@Suite struct CompletionJudgingTests {
  static let good = [#"get_weather({"city":"Paris","days":1})"#]
  static let arguments = #"{"city":"Paris","days":1}"#

  func judge(_ body: String, _ contract: CompletionContract? = nil) throws -> CompletionJudgement {
    try (contract ?? Asked.tools()).judge(ChatBody(Array(body.utf8)).completion)
  }

  static let rows: [(name: String, body: String, outcome: Outcome, isGood: Bool)] = [
    ("conforms", Asked.call(Asked.quoted(arguments)), .valid, true),
    ("arguments as an object", Asked.call(arguments), .valid, true),
    ("arguments empty", Asked.call(#""""#), .invalid, false),
    ("arguments null", Asked.call("null"), .invalid, false),
    ("doubly encoded", Asked.call(Asked.quoted(Asked.quoted(arguments))), .repaired, true),
    ("number as a string", Asked.call(#""{\"city\":\"Paris\",\"days\":\"1\"}""#), .repaired, false),
    ("trailing comma", Asked.call(#""{\"city\":\"Paris\",\"days\":1,}""#), .repaired, false),
    ("single quotes", Asked.call(Asked.quoted("{'city':'Paris','days':1}")), .repaired, true),
    ("comment", Asked.call(Asked.quoted(#"{"city":"Paris",/* c */"days":1}"#)), .repaired, true),
    (
      "raw line end in a string", Asked.call(#""{\"city\":\"Par\nis\",\"days\":1}""#), .repaired,
      false
    ),
    ("extra brace", Asked.call(Asked.quoted(arguments + "}")), .repaired, true),
    ("unknown key", Asked.call(Asked.quoted(#"{"city":"Paris","days":1,"x":2}"#)), .invalid, false),
    ("missing key", Asked.call(Asked.quoted(#"{"city":"Paris"}"#)), .invalid, false),
    (
      "null for a required key", Asked.call(Asked.quoted(#"{"city":"Paris","days":null}"#)),
      .invalid, false
    ),
    ("NaN", Asked.call(Asked.quoted(#"{"city":"Paris","days":NaN}"#)), .unreadable, false),
    (
      "name with functions. and a number",
      Asked.call(Asked.quoted(arguments), name: "functions.get_weather:0"), .repaired, true
    ),
    ("tool not offered", Asked.call(Asked.quoted(arguments), name: "launch"), .invalid, false),
    (
      "cut off",
      Asked.call(Asked.quoted(#"{"city":"Par"#)).replacing(
        "\"finish_reason\":\"tool_calls\"", with: "\"finish_reason\":\"length\""), .truncated, false
    ),
    (
      "cut off at a brace",
      Asked.call(Asked.quoted(#"{"city":"Paris""#)).replacing(
        "\"finish_reason\":\"tool_calls\"", with: "\"finish_reason\":\"max_tokens\""), .truncated,
      false
    ),
    ("several objects in one", Asked.call(Asked.quoted(arguments + arguments)), .repaired, false),
    (
      "parallel pseudo-tool",
      Asked.call(
        Asked.quoted(
          #"{"tool_uses":[{"recipient_name":"functions.get_weather","parameters":{"city":"Paris","days":1}}]}"#
        ), name: "multi_tool_use.parallel"), .repaired, true
    ),
    (
      "legacy function_call",
      Asked.body(
        #"{"content":null,"function_call":{"name":"get_weather","arguments":\#(Asked.quoted(arguments))}}"#
      ), .valid, true
    ),
    (
      "call in the content, Fireworks",
      Asked.body(
        #"{"content":\#(Asked.quoted(#"{"type": "function", "name": "get_weather", "parameters": {"city":"Paris","days":1}}"#)),"tool_calls":null}"#
      ), .repaired, true
    ),
    (
      "Hermes tags",
      Asked.body(
        #"{"content":\#(Asked.quoted(#"<tool_call>{"name":"get_weather","arguments":\#(arguments)}</tool_call>"#))}"#
      ), .repaired, true
    ),
    (
      "function tags",
      Asked.body(#"{"content":\#(Asked.quoted("<function=get_weather>\(arguments)</function>"))}"#),
      .repaired, true
    ),
    (
      "python_tag",
      Asked.body(
        #"{"content":\#(Asked.quoted(#"<|python_tag|>{"name":"get_weather","parameters":\#(arguments)}"#))}"#
      ), .repaired, true
    ),
    (
      "Mistral TOOL_CALLS",
      Asked.body(#"{"content":\#(Asked.quoted("[TOOL_CALLS]get_weather\(arguments)"))}"#),
      .repaired, true
    ),
    (
      "Mistral TOOL_CALLS list",
      Asked.body(
        #"{"content":\#(Asked.quoted(#"[TOOL_CALLS][{"name":"get_weather","arguments":\#(arguments)}]"#))}"#
      ), .repaired, true
    ),
    (
      "Qwen3-coder XML",
      Asked.body(
        #"{"content":\#(Asked.quoted("<tool_call><function=get_weather><parameter=city>Paris</parameter><parameter=days>1</parameter></function></tool_call>"))}"#
      ), .repaired, true
    ),
    (
      "fence",
      Asked.body(
        #"{"content":\#(Asked.quoted("```json\n{\"name\":\"get_weather\",\"arguments\":\(arguments)}\n```"))}"#
      ), .repaired, true
    ),
    (
      "think block before the call",
      Asked.body(
        #"{"content":\#(Asked.quoted(#"<think>{"no":1}</think>{"name":"get_weather","arguments":\#(arguments)}"#))}"#
      ), .repaired, true
    ),
    (
      "DeepSeek markers",
      Asked.body(
        #"{"content":\#(Asked.quoted("<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\n```json\n\(arguments)\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"))}"#
      ), .repaired, true
    ),
    (
      "first brace lost", Asked.call(Asked.quoted(#""city":"Paris","days":1}"#)), .repaired, true
    ),
    ("text", Asked.body(#"{"content":"It rains."}"#), .noCall, false),
    ("refusal", Asked.body(#"{"content":null,"refusal":"I'm sorry"}"#), .refused, false),
    ("content filter", Asked.body(#"{"content":""}"#, finish: "content_filter"), .refused, false),
    (
      "Groq failed generation",
      #"{"error":{"message":"m","code":"tool_use_failed","failed_generation":\#(Asked.quoted("<function=get_weather>\(arguments)</function>"))}}"#,
      .repaired, true
    ),
    (
      "failed generation without a call",
      #"{"error":{"message":"m","code":"tool_use_failed","failed_generation":"Hello"}}"#, .error,
      false
    ),
    ("error", #"{"error":{"message":"m","code":429}}"#, .error, false),
    ("HTML with 200", "<html></html>", .error, false),
  ]

  @Test(arguments: rows.indices) func `every form of answer ends in its outcome`(_ index: Int)
    throws
  {
    let row = Self.rows[index]
    let judgement = try judge(row.body)
    #expect(
      judgement.outcome == row.outcome, "\(row.name): \(judgement.first.violations.map(\.message))")
    if row.isGood {
      #expect(judgement.calls.map { $0.replacing(" ", with: "") } == Self.good, "\(row.name)")
    }
  }

  @Test func `several objects in one become a call each`() throws {
    let body = Asked.call(Asked.quoted(Self.arguments + #" {"city":"Rome","days":2}"#))
    let judgement = try judge(body)
    #expect(judgement.calls == Self.good + [#"get_weather({"city":"Rome","days":2})"#])
    #expect(judgement.first.repairs.map(\.rule.id) == ["join-calls"])
  }

  @Test func `parallel calls only where they are allowed`() throws {
    let one = #"{"function":{"name":"get_weather","arguments":\#(Asked.quoted(Self.arguments))}}"#
    let body = Asked.body(#"{"content":null,"tool_calls":[\#(one),\#(one)]}"#, finish: "tool_calls")
    #expect(try judge(body).outcome == .valid)
    let strict = try Asked.tools { try $0.setting("parallel_tool_calls", false) }
    let judgement = try judge(body, strict)
    #expect(judgement.outcome == .invalid)
    #expect(judgement.first.violations.first?.schemaPath == "#/parallel_tool_calls")
  }

  @Test func `content is judged against response_format`() throws {
    let contract = try Asked.json()
    let good = Asked.body(#"{"content":\#(Asked.quoted(Self.arguments))}"#)
    #expect(try judge(good, contract).outcome == .valid)
    let fenced = Asked.body(#"{"content":\#(Asked.quoted("```json\n\(Self.arguments)\n```"))}"#)
    let judgement = try judge(fenced, contract)
    #expect(judgement.outcome == .repaired)
    #expect(judgement.first.value == Array(Self.arguments.utf8))
    // The schema, put to the provider as a tool.
    let asTool = Asked.call(Asked.quoted(Self.arguments), name: "json_tool_call")
    #expect(try judge(asTool, contract).first.value == Array(Self.arguments.utf8))
  }

  @Test func `with tools and a format, either will do`() throws {
    var both = try Asked.tools()
    both.content = try Asked.json().content
    #expect(try judge(Asked.call(Asked.quoted(Self.arguments)), both).outcome == .valid)
    let content = Asked.body(#"{"content":\#(Asked.quoted(Self.arguments))}"#)
    #expect(try judge(content, both).first.value == Array(Self.arguments.utf8))
    #expect(try judge(Asked.body(#"{"content":"Hello"}"#), both).outcome == .unreadable)
  }

  @Test func `nothing asked, nothing judged`() throws {
    let contract = CompletionContract()
    #expect(try judge(Asked.body(#"{"content":"Hello"}"#), contract).outcome == .valid)
    #expect(try judge(Asked.call("{}"), contract).outcome == .invalid)
  }

  @Test func `finish_reason stays and is read beside`() throws {
    let text = Asked.body(
      #"{"content":\#(Asked.quoted(#"<tool_call>{"name":"get_weather","arguments":\#(Self.arguments)}</tool_call>"#))}"#
    )
    let choice = try judge(text).choices[0]
    #expect(choice.finishReason == "stop")
    #expect(choice.finish == .toolCalls)
    #expect(choice.isRescued)
  }
}
