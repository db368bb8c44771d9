import AdhereWire
import Testing

@Suite struct ChatRequestTests {
  static let schema = #"{"type":"object","properties":{"a":{"type":"integer"}}}"#

  static let formats: [(name: String, members: String, format: ResponseFormat)] = [
    ("nothing", "", .text),
    ("text", #","response_format":{"type":"text"}"#, .text),
    ("json_object", #","response_format":{"type":"json_object"}"#, .json),
    (
      "OpenAI json_schema",
      #","response_format":{"type":"json_schema","json_schema":{"name":"n","schema":\#(schema),"strict":true}}"#,
      .schema(schema.bytes, name: "n", strict: true)
    ),
    (
      "together's older json_object with schema",
      #","response_format":{"type":"json_object","schema":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "together's older json_schema with schema",
      #","response_format":{"type":"json_schema","schema":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "together regex", #","response_format":{"type":"regex","pattern":"a+"}"#, .regex("a+")
    ),
    (
      "Fireworks bare json_schema",
      #","response_format":{"type":"json_schema","json_schema":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "Fireworks schema as a string",
      #","response_format":{"type":"json_object","schema":"{\"type\":\"array\"}"}"#,
      .schema(#"{"type":"array"}"#.bytes, name: nil, strict: nil)
    ),
    (
      "Fireworks grammar", #","response_format":{"type":"grammar","grammar":"root ::= x"}"#,
      .grammar("root ::= x")
    ),
    (
      "vLLM guided_json", #","guided_json":\#(schema)"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "vLLM guided_json as a string in extra_body",
      #","extra_body":{"guided_json":"{\"type\":\"array\"}"}"#,
      .schema(#"{"type":"array"}"#.bytes, name: nil, strict: nil)
    ),
    ("vLLM guided_regex", #","guided_regex":"a+""#, .regex("a+")),
    ("vLLM guided_grammar", #","guided_grammar":"g""#, .grammar("g")),
    ("vLLM guided_choice", #","guided_choice":["a","b"]"#, .choice(["a", "b"])),
    (
      "vLLM structured_outputs", #","structured_outputs":{"json":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    ("Ollama json", #","format":"json""#, .json),
    ("Ollama schema", #","format":\#(schema)"#, .schema(schema.bytes, name: nil, strict: nil)),
    (
      "Responses text.format",
      #","text":{"format":{"type":"json_schema","name":"n","schema":\#(schema)}}"#,
      .schema(schema.bytes, name: "n", strict: nil)
    ),
    ("unknown", #","response_format":{"type":"structural_tag"}"#, .other("structural_tag")),
    (
      "TGI json_object with value",
      #","response_format":{"type":"json_object","value":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "TGI json_schema with value",
      #","response_format":{"type":"json_schema","value":{"name":"n","schema":\#(schema)}}"#,
      .schema(schema.bytes, name: "n", strict: nil)
    ),
    (
      "TGI grammar of JSON", #","grammar":{"type":"json","value":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    ("TGI grammar of a pattern", #","grammar":{"type":"regex","value":"a+"}"#, .regex("a+")),
    ("llama.cpp grammar", #","grammar":"root ::= x""#, .grammar("root ::= x")),
    (
      "llama.cpp json_schema beside json_object",
      #","response_format":{"type":"json_object"},"json_schema":\#(schema)"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    ("SGLang regex", #","regex":"a+""#, .regex("a+")),
    ("SGLang ebnf", #","ebnf":"root ::= x""#, .grammar("root ::= x")),
    (
      "a wrapper with a type of its own",
      #","response_format":{"type":"json_schema","json_schema":{"type":"object","properties":{},"name":"n","schema":\#(schema)}}"#,
      .schema(schema.bytes, name: "n", strict: nil)
    ),
    (
      "schema_definition",
      #","response_format":{"type":"json_schema","json_schema":{"name":"n","schema_definition":\#(schema)}}"#,
      .schema(schema.bytes, name: "n", strict: nil)
    ),
    (
      "a wrapper without a schema",
      #","response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true}}"#,
      .other("json_schema without a schema")
    ),
    (
      "Anthropic output_format", #","output_format":{"type":"json_schema","schema":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "Anthropic output_config",
      #","output_config":{"format":{"type":"json_schema","schema":\#(schema)}}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "response_format in extra_body",
      #","extra_body":{"response_format":{"type":"json_schema","json_schema":{"schema":\#(schema)}}}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "Gemini responseJsonSchema", #","generationConfig":{"responseJsonSchema":\#(schema)}"#,
      .schema(schema.bytes, name: nil, strict: nil)
    ),
    (
      "vLLM structured_outputs with a choice", #","structured_outputs":{"choice":["a"]}"#,
      .choice(["a"])
    ),
  ]

  @Test(arguments: formats.indices) func `reads the form of every provider`(_ index: Int) throws {
    let (name, members, format) = Self.formats[index]
    let request = try ChatRequest(#"{"model":"m","messages":[]\#(members)}"#.bytes)
    #expect(request.responseFormat == format, "\(name)")
  }

  @Test(arguments: [
    ("", ToolChoice.auto), (#","tool_choice":"auto""#, .auto),
    (#","tool_choice":"required""#, .required), (#","tool_choice":"any""#, .required),
    (#","tool_choice":"none""#, .none),
    (#","tool_choice":{"type":"function","function":{"name":"f"}}"#, .tool("f")),
    (#","tool_choice":{"type":"tool","name":"f"}"#, .tool("f")),
    (#","tool_choice":{"type":"any"}"#, .required),
    (
      #","tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[]}}"#,
      .required
    ),
    (
      #","tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}"#,
      .allowed(["f"], isRequired: false)
    ),
    (
      #","tool_choice":{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"f"},{"type":"web_search"}]}"#,
      .allowed(["f", "web_search"], isRequired: true)
    ), (#","function_call":{"name":"f"}"#, .tool("f")), (#","tool_choice":null"#, .auto),
  ]) func `reads tool_choice`(_ member: String, _ choice: ToolChoice) throws {
    #expect(try ChatRequest(#"{"model":"m"\#(member)}"#.bytes).toolChoice == choice)
  }

  @Test func `reads tools, limits and flags`() throws {
    let request = try ChatRequest(
      #"{"model":"m","stream":true,"parallel_tool_calls":false,"max_tokens":7,"tools":[{"type":"function","function":{"name":"f"}}]}"#
        .bytes)
    #expect(request.model == "m")
    #expect(request.isStream)
    #expect(!request.parallelToolCalls)
    #expect(request.maximumTokens == 7)
    #expect(request.tools == #"[{"type":"function","function":{"name":"f"}}]"#.bytes)
    #expect(
      try ChatRequest(#"{"functions":[{"name":"f"}]}"#.bytes).tools == #"[{"name":"f"}]"#.bytes)
    #expect(try ChatRequest(#"{"tools":[]}"#.bytes).tools == nil)
  }

  @Test func `a body that is none is an error with its place`() {
    #expect(throws: InputError.self) { try ChatRequest("[]".bytes) }
    do {
      _ = try ChatRequest("{\n \"a\": }".bytes)
      Issue.record("no error")
    } catch {
      #expect(error.message.hasPrefix("the request is not JSON: line 2, column 7"))
    }
  }

  @Test func `changes leave every other byte alone`() throws {
    let request = try ChatRequest(
      #"{ "model" : "m", "seed": 12479678939117453000, "x":1e400 }"#.bytes)
    func text(_ request: ChatRequest) -> String { String(decoding: request.bytes, as: UTF8.self) }
    #expect(
      text(request.setting("model", "n"))
        == #"{ "model" : "n", "seed": 12479678939117453000, "x":1e400 }"#)
    #expect(
      text(request.removing("model")) == #"{ "seed": 12479678939117453000, "x":1e400 }"#)
    #expect(
      text(request.removing("x")) == #"{ "model" : "m", "seed": 12479678939117453000 }"#)
    #expect(
      text(try request.setting("y", json: "[]".bytes))
        == #"{ "model" : "m", "seed": 12479678939117453000, "x":1e400 ,"y":[]}"#)
    #expect(text(try ChatRequest("{}".bytes).setting("a", "b")) == #"{"a":"b"}"#)
    #expect(text(try ChatRequest(#"{"a":1}"#.bytes).removing("a")) == "{}")
    let messages = try ChatRequest(#"{"messages":[{"role":"user"}]}"#.bytes)
    #expect(
      text(try messages.appending(messages: [#"{"a":1}"#.bytes, "{}".bytes]))
        == #"{"messages":[{"role":"user"},{"a":1},{}]}"#)
    #expect(
      text(try ChatRequest("{}".bytes).appending(messages: ["{}".bytes])) == #"{"messages":[{}]}"#)
  }
}
