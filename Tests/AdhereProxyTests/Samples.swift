#if Proxy
  /// Requests and answers that the tests play.
  enum Samples {
    static let tools =
      #""tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city"]}}}]"#

    static let request =
      #"{"model":"m","unknown_field":{"x":[1,2.50]},"messages":[{"role":"user","content":"Weather?"}],"#
      + tools + "}"
    static let streamed =
      #"{"model":"m","stream":true,"messages":[{"role":"user","content":"Weather?"}],"# + tools
      + "}"

    static func answer(_ arguments: String) -> String {
      #"{ "id":"c1", "object":"chat.completion", "seed":  12345678901234567890, "model":"m","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"get_weather","arguments":""#
        + arguments + #""}}]},"finish_reason":"tool_calls"}],"extra":{"a":1}}"#
    }

    static let good = answer(#"{\"city\": \"Paris\", \"days\": 3}"#)
    static let broken = answer(#"{'city': 'Paris', 'days': '3',}"#)
    static let mended = answer(#"{\"city\": \"Paris\", \"days\": 3}"#)
    static let hopeless = answer(#"{\"days\": 3}"#)

    static func chunk(_ delta: String, finish: String = "null") -> String {
      #"data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":"#
        + delta + #","finish_reason":"# + finish + "}]}\n\n"
    }

    static func call(_ arguments: [String], text: String? = nil) -> [String] {
      var events = [chunk(#"{"role":"assistant","content":null}"#)]
      if let text { events.append(chunk(#"{"content":""# + text + #""}"#)) }
      events.append(
        chunk(
          #"{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"get_weather","arguments":""}}]}"#
        ))
      for piece in arguments {
        events.append(
          chunk(
            #"{"tool_calls":[{"index":0,"function":{"arguments":""# + piece + #""}}]}"#))
      }
      events.append(chunk("{}", finish: #""tool_calls""#))
      events.append("data: [DONE]\n\n")
      return events
    }

    static let goodCall = call([#"{\"city\":"#, #" \"Paris\"}"#])
    static let brokenCall = call([#"{'city':"#, #" 'Paris',}"#])
    static let hopelessCall = call([#"{\"days\":"#, #" 3}"#])
  }
#endif
