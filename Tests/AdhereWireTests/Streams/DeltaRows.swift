import AdhereWire

/// How providers write deltas.
enum DeltaRows {
  static let done = Wire.chunk("{}", finish: "tool_calls")
  static let whole = Wire.call.replacing(#""arguments":"""#, with: #""arguments":\#(Wire.quoted)"#)
  static let two = [#"get_weather({"city":"Paris","days":1})"#, #"get_time({"zone":"UTC"})"#]

  static let all: [StreamRow] = [
    StreamRow(
      name: "together: role in every delta, text twice, token_id, late uint64 seed",
      stream: Wire.stream(
        #"{"id":"t1","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"text":"1","logprobs":null,"finish_reason":null,"seed":null,"delta":{"token_id":16,"role":"assistant","content":"1"}}],"model":"meta","usage":null}"#,
        #"{"id":"t1","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"text":"2","logprobs":null,"finish_reason":"stop","seed":12479678939117453000,"delta":{"token_id":17,"role":"assistant","content":"2"}}],"model":"meta","usage":{"prompt_tokens":41,"cached_tokens":0}}"#
      ), content: "12", finish: .stop, usage: #"{"prompt_tokens":41,"cached_tokens":0}"#),
    .usual(
      "role absent",
      Wire.stream(Wire.calls(Wire.call), Wire.calls(Wire.first), Wire.calls(Wire.second), done)),
    .usual(
      "role empty",
      Wire.stream(Wire.chunk(#"{"role":"","content":null}"#), Wire.calls(whole), done)),
    StreamRow(
      name: "content null, empty and absent",
      stream: Wire.stream(
        Wire.chunk(#"{"role":"assistant","content":""}"#),
        Wire.chunk(#"{"content":null,"reasoning_content":"The"}"#),
        Wire.chunk("{}"), Wire.chunk(#"{"content":"a"}"#),
        Wire.chunk(#"{"content":null}"#, finish: "stop")),
      content: "a", reasoning: "The", finish: .stop),
    .usual(
      "finish_reason absent until the end",
      Wire.stream(
        #"{"id":"x","choices":[{"index":0,"delta":{"role":"assistant"}}]}"#,
        #"{"id":"x","choices":[{"index":0,"delta":{"tool_calls":[\#(whole)]}}]}"#,
        #"{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#)),
    StreamRow(
      name: "finish eos", stream: Wire.stream(Wire.chunk(#"{"content":"a"}"#, finish: "eos")),
      content: "a",
      finish: .stop),
    StreamRow(
      name: "finish stop for calls",
      stream: Wire.stream(Wire.calls(whole), Wire.chunk("{}", finish: "stop")),
      calls: Wire.expected, finish: .toolCalls),
    StreamRow(
      name: "finish length",
      stream: Wire.stream(Wire.calls(Wire.call), Wire.calls(Wire.first, finish: "length")),
      calls: [#"get_weather({"city":"Pa)"#], finish: .length),
    .usual("no finish_reason but DONE", Wire.stream(Wire.calls(whole))),
    .usual(
      "no index, one call",
      Wire.stream(
        Wire.calls(
          #"{"id":"gSIMJiOkT","function":{"name":"get_weather","arguments":"{\"city\":"}}"#),
        Wire.calls(#"{"function":{"arguments":"\"Paris\",\"days\":1}"}}"#), done)),
    .usual(
      "index null",
      Wire.stream(
        Wire.calls(
          #"{"index":null,"id":"a","function":{"name":"get_weather","arguments":"{\"city\":"}}"#),
        Wire.calls(#"{"index":null,"function":{"arguments":"\"Paris\",\"days\":1}"}}"#), done)),
    StreamRow(
      name: "no index, two calls",
      stream: Wire.stream(
        Wire.calls(
          #"{"id":"a","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\","}}"#),
        Wire.calls(#"{"function":{"arguments":"\"days\":1}"}}"#),
        Wire.calls(#"{"id":"b","function":{"name":"get_time","arguments":"{\"zone\":"}}"#),
        Wire.calls(#"{"function":{"arguments":"\"UTC\"}"}}"#), done), calls: two),
    StreamRow(
      name: "no index and no id, two calls",
      stream: Wire.stream(
        Wire.calls(#"{"function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#),
        Wire.calls(#"{"function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"#), done),
      calls: two),
    StreamRow(
      name: "no index and no id, the same tool twice",
      stream: Wire.stream(
        Wire.calls(#"{"function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#),
        Wire.calls(#"{"function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#), done),
      calls: Wire.expected + Wire.expected),
    StreamRow(
      name: "no index, two calls in one delta, whole",
      stream: Wire.stream(
        Wire.calls(
          #"{"id":"a","function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#,
          #"{"id":"b","function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"#), done),
      calls: two),
    StreamRow(
      name: "no index, continuations by order",
      stream: Wire.stream(
        Wire.calls(
          #"{"id":"a","function":{"name":"get_weather"}}"#,
          #"{"id":"b","function":{"name":"get_time"}}"#),
        Wire.calls(
          #"{"function":{"arguments":\#(Wire.quoted)}}"#,
          #"{"function":{"arguments":"{\"zone\":\"UTC\"}"}}"#),
        done), calls: two),
    .usual(
      "index from 1",
      Wire.usual(separator: "\n\n").replacing(#"[{"index":0,"#, with: #"[{"index":1,"#)
        .replacing(#""choices":[{"index":1"#, with: #""choices":[{"index":0"#)),
    StreamRow(
      name: "index gap",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"Let me see."}"#),
        Wire.calls(whole.replacing(#""index":0"#, with: #""index":1"#)),
        Wire.calls(
          #"{"index":3,"id":"b","function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"#),
        done),
      calls: two, content: "Let me see."),
    StreamRow(
      name: "two calls under one index",
      stream: Wire.stream(
        Wire.calls(
          #"{"index":0,"id":"a","function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#),
        Wire.calls(
          #"{"index":0,"id":"b","function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"#),
        done),
      calls: two),
    StreamRow(
      name: "index reused without id",
      stream: Wire.stream(
        Wire.calls(#"{"index":0,"function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#),
        Wire.calls(#"{"index":0,"function":{"name":"get_time","arguments":"{\"zone\":"}}"#),
        Wire.calls(#"{"index":0,"function":{"arguments":"\"UTC\"}"}}"#), done), calls: two),
    .usual(
      "several entries of one index in one delta",
      Wire.stream(
        Wire.calls(
          #"{"index":0,"id":"functions.get_weather:0","type":"function","function":{"name":"get_weather","arguments":""}}"#,
          #"{"index":0,"function":{"arguments":"{\"city\":"}}"#,
          #"{"index":0,"function":{"arguments":"\"Paris\",\"days\":1}"}}"#),
        done)),
    .usual(
      "repeated id and name",
      Wire.stream(
        Wire.calls(#"{"index":0,"id":"call_1","function":{"name":"get_weather","arguments":""}}"#),
        Wire.calls(
          #"{"index":0,"id":"call_1","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\","}}"#
        ),
        Wire.calls(
          #"{"index":0,"id":"call_1","function":{"name":"get_weather","arguments":"\"days\":1}"}}"#),
        done)),
    .usual(
      "repeated name without id",
      Wire.stream(
        Wire.calls(#"{"index":0,"function":{"name":"get_weather","arguments":""}}"#),
        Wire.calls(
          #"{"index":0,"function":{"name":"get_weather","arguments":"{\"city\":\"Paris\","}}"#),
        Wire.calls(#"{"index":0,"function":{"name":"get_weather","arguments":"\"days\":1}"}}"#),
        done)),
    .usual(
      "id empty on continuation",
      Wire.stream(
        Wire.calls(Wire.call),
        Wire.calls(Wire.first.replacing(#"{"index":0,"#, with: #"{"index":0,"id":"","#)),
        Wire.calls(Wire.second.replacing(#"{"index":0,"#, with: #"{"index":0,"id":"","#)), done)),
    .usual("no id", Wire.usual(separator: "\n\n").replacing(#""id":"call_1","#, with: "")),
    .usual(
      "empty id", Wire.usual(separator: "\n\n").replacing(#""id":"call_1","#, with: #""id":"","#)),
    .usual(
      "late id",
      Wire.stream(
        Wire.calls(#"{"index":0,"function":{"name":"get_weather","arguments":""}}"#),
        Wire.calls(Wire.first.replacing(#"{"index":0,"#, with: #"{"index":0,"id":"call_1","#)),
        Wire.calls(Wire.second), done)),
    .usual(
      "id changes with every delta",
      Wire.stream(
        Wire.calls(Wire.call),
        Wire.calls(Wire.first.replacing(#"{"index":0,"#, with: #"{"index":0,"id":"call_2","#)),
        Wire.calls(Wire.second.replacing(#"{"index":0,"#, with: #"{"index":0,"id":"call_3","#)),
        done)),
    StreamRow(
      name: "one id for all calls",
      stream: Wire.stream(
        Wire.calls(
          #"{"index":0,"id":"x","function":{"name":"get_weather","arguments":\#(Wire.quoted)}}"#),
        Wire.calls(
          #"{"index":1,"id":"x","function":{"name":"get_time","arguments":"{\"zone\":"}}"#),
        Wire.calls(#"{"index":1,"id":"x","function":{"arguments":"\"UTC\"}"}}"#), done), calls: two),
    .usual(
      "name empty on continuation",
      Wire.stream(
        Wire.calls(Wire.call),
        Wire.calls(Wire.first.replacing(#"{"arguments""#, with: #"{"name":"","arguments""#)),
        Wire.calls(Wire.second.replacing(#"{"arguments""#, with: #"{"name":"","arguments""#)), done)
    ),
    .usual(
      "late name",
      Wire.stream(
        Wire.calls(#"{"index":0,"id":"call_1","function":{"arguments":""}}"#),
        Wire.calls(Wire.first),
        Wire.calls(
          #"{"index":0,"function":{"name":"get_weather","arguments":"ris\",\"days\":1}"}}"#), done)),
    .usual("whole arguments in one chunk", Wire.stream(Wire.calls(whole), done)),
    .usual(
      "call in the same chunk as finish", Wire.stream(Wire.calls(whole, finish: "tool_calls"))),
    .usual(
      "empty arguments after finish",
      Wire.stream(
        Wire.calls(whole), done,
        #"{"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"","type":"function","function":{"arguments":""}}]}}]}"#
      )),
    StreamRow(
      name: "text before the call",
      stream: Wire.stream(Wire.chunk(#"{"content":"Checking."}"#), Wire.calls(whole), done),
      calls: Wire.expected,
      content: "Checking."),
    StreamRow(
      name: "interleaved parallel calls",
      stream: Wire.stream(
        Wire.calls(Wire.call),
        Wire.calls(#"{"index":1,"id":"b","function":{"name":"get_time","arguments":"{\"zo"}}"#),
        Wire.calls(Wire.first),
        Wire.calls(#"{"index":1,"function":{"arguments":"ne\":\"UTC\"}"}}"#),
        Wire.calls(Wire.second),
        done), calls: two),
    StreamRow(
      name: "reasoning_content",
      stream: Wire.stream(
        Wire.chunk(#"{"reasoning_content":"a"}"#), Wire.chunk(#"{"reasoning_content":"b"}"#),
        Wire.chunk(#"{"content":"c"}"#, finish: "stop")),
      content: "c", reasoning: "ab", finish: .stop),
    StreamRow(
      name: "reasoning with channel",
      stream: Wire.stream(
        Wire.chunk(#"{"reasoning":"a","channel":"analysis"}"#),
        Wire.chunk(#"{"content":"c"}"#, finish: "stop")),
      content: "c", reasoning: "a", finish: .stop),
    StreamRow(
      name: "reasoning in both fields",
      stream: Wire.stream(
        Wire.chunk(#"{"reasoning":"a","reasoning_content":"a"}"#),
        Wire.chunk(#"{"content":"c"}"#, finish: "stop")),
      content: "c", reasoning: "a", finish: .stop),
    StreamRow(
      name: "content as parts with thinking",
      stream: Wire.stream(
        Wire.chunk(#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}"#),
        Wire.chunk(#"{"content":[{"type":"text","text":"c"}]}"#, finish: "stop")),
      content: "c", reasoning: "hm", finish: .stop),
    .usual(
      "extra_content is let pass",
      Wire.stream(
        Wire.calls(whole.dropLast() + #","extra_content":{"google":{"thought_signature":"x"}}}"#),
        done)),
    StreamRow(
      name: "logprobs as a number",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"a"}"#, extra: #","logprobs":-0.0125"#),
        Wire.chunk("{}", finish: "stop")),
      content: "a", finish: .stop),
    StreamRow(
      name: "logprobs as objects",
      stream: Wire.stream(
        Wire.chunk(
          #"{"content":"a"}"#,
          extra: #","logprobs":{"tokens":["a"],"token_logprobs":[-0.1],"content":[]}"#),
        Wire.chunk("{}", finish: "stop")), content: "a", finish: .stop),
    StreamRow(
      name: "NaN among the logprobs",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"a"}"#, extra: #","logprobs":{"token_logprobs":[NaN]}"#),
        Wire.chunk("{}", finish: "stop")),
      content: "a", finish: .stop),
    StreamRow(
      name: "function as a string",
      stream: Wire.stream(
        Wire.calls(#"{"id":"a","type":"function","function":"get_weather"}"#), done),
      calls: ["get_weather()"]),
    .usual(
      "Fireworks extras",
      Wire.stream(
        Wire.chunk(
          "{}",
          extra:
            #","raw_output":{"completion":"x","prompt_fragments":[],"grammar":null},"token_ids":[1]"#
        ),
        Wire.calls(whole), done.dropLast() + #","perf_metrics":{"x":"1"}}"#)),
    .usual(
      "legacy function_call",
      Wire.stream(
        Wire.chunk(#"{"function_call":{"name":"get_weather","arguments":""}}"#),
        Wire.chunk(#"{"function_call":{"arguments":"{\"city\":\"Paris\","}}"#),
        Wire.chunk(#"{"function_call":{"arguments":"\"days\":1}"}}"#),
        Wire.chunk("{}", finish: "function_call"))),
    .usual(
      "arguments as an object",
      Wire.stream(
        Wire.calls(
          Wire.call.replacing(#""arguments":"""#, with: #""arguments":\#(Wire.arguments)"#)), done)),
    StreamRow(
      name: "arguments null",
      stream: Wire.stream(
        Wire.calls(Wire.call.replacing(#""arguments":"""#, with: #""arguments":null"#)), done),
      calls: ["get_weather()"]),
    StreamRow(
      name: "refusal",
      stream: Wire.stream(
        Wire.chunk(#"{"role":"assistant","content":null,"refusal":""}"#),
        Wire.chunk(#"{"refusal":"I'm sorry"}"#),
        Wire.chunk("{}", finish: "stop")), finish: .stop),
    StreamRow(
      name: "older completions API",
      stream: Wire.stream(
        #"{"id":"c","choices":[{"index":0,"text":"ab","finish_reason":null}]}"#,
        #"{"id":"c","choices":[{"index":0,"text":"c","finish_reason":"stop"}]}"#), content: "abc",
      finish: .stop),
    StreamRow(
      name: "whole message at the end of the stream",
      stream: Wire.stream(
        Wire.chunk(#"{"content":"ab"}"#),
        #"{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"ab"},"finish_reason":"stop"}]}"#
      ),
      content: "ab", finish: .stop),
    StreamRow(
      name: "choice without index",
      stream: Wire.stream(
        #"{"id":"c","choices":[{"delta":{"content":"ab"},"finish_reason":"stop"}]}"#),
      content: "ab", finish: .stop),
  ]
}
