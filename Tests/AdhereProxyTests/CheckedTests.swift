#if Proxy
  import AdhereProxy
  import Testing

  @Suite(.serialized) struct CheckedTests {
    static let vectors =
      #"{"data":[{"index":0,"embedding":[0.1,2]},{"index":1,"embedding":[3,-4e2]}],"model":"e"}"#
    static let wanted = #"{"model":"e","input":["a","b"],"dimensions":2,"own":1}"#

    @Test func `embeddings pass byte for byte, and are said to be what was asked for`() throws {
      let proxy = try ProxyHarness([.answer(CheckedTests.vectors)])
      let answer = try proxy.post(CheckedTests.wanted, "/v1/embeddings")
      #expect(answer.text == CheckedTests.vectors)
      #expect(answer.header("adhere-outcome") == "valid")
      #expect(proxy.upstream.requests.first?.body == Array(CheckedTests.wanted.utf8))
      #expect(proxy.upstream.requests.first?.header("accept-encoding") == "identity")
      #expect(
        try proxy.admin("/metrics").text.contains(
          #"adhere_proxy_checked_total{kind="embeddings",outcome="valid"} 1"#))
    }

    @Test(arguments: [
      // One is missing, one has another length, one is not finite, one is out of order.
      #"{"data":[{"index":0,"embedding":[0.1,2]}]}"#,
      #"{"data":[{"index":0,"embedding":[0.1]},{"index":1,"embedding":[3,4]}]}"#,
      #"{"data":[{"index":0,"embedding":[1e999,2]},{"index":1,"embedding":[3,4]}]}"#,
      #"{"data":[{"index":1,"embedding":[0.1,2]},{"index":0,"embedding":[3,4]}]}"#,
      "not JSON",
    ])
    func `what is wrong with embeddings is said, or refused`(body: String) throws {
      let proxy = try ProxyHarness([.answer(body)])
      let passed = try proxy.post(CheckedTests.wanted, "/v1/embeddings")
      #expect(passed.status == 200)
      #expect(passed.text == body)
      #expect(passed.header("adhere-outcome") == "invalid")
      #expect(passed.header("adhere-problems")?.isEmpty == false)
      let refused = try proxy.post(
        CheckedTests.wanted, "/v1/embeddings", "adhere-on-failure: error")
      #expect(refused.status == 422)
      #expect(refused.text.contains("adhere_invalid_output"))
    }

    @Test func `a ranking is checked against its documents`() throws {
      let good =
        #"{"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0.1}]}"#
      let bad = #"{"results":[{"index":2,"relevance_score":0.9}]}"#
      let proxy = try ProxyHarness([.answer(good), .answer(bad)])
      let request = #"{"model":"r","query":"q","documents":["a","b"],"top_n":2}"#
      #expect(try proxy.post(request, "/v1/rerank").header("adhere-outcome") == "valid")
      #expect(try proxy.post(request, "/v1/rerank").header("adhere-outcome") == "invalid")
    }

    @Test func `an error, a compressed answer and one beyond the limit pass as they came`() throws {
      let long = #"{"data":[],"pad":""# + String(repeating: "x", count: 3000) + #""}"#
      let proxy = try ProxyHarness([
        .answer("{}", status: "404 Not Found"),
        .answer("zipped", status: "200 OK", "content-encoding: gzip"), .answer(long),
      ]) { $0.limits.responseBytes = 2000 }
      let error = try proxy.post(CheckedTests.wanted, "/v1/embeddings")
      #expect(error.status == 404)
      #expect(error.header("adhere-outcome") == nil)
      let zipped = try proxy.post(CheckedTests.wanted, "/v1/embeddings")
      #expect(zipped.text == "zipped")
      #expect(zipped.header("adhere-unchecked") == "response_encoding")
      let passed = try proxy.post(CheckedTests.wanted, "/v1/embeddings")
      #expect(passed.text == long)
      #expect(passed.header("adhere-unchecked") == "response_too_long")
    }

    @Test func `embeddings that break off are an error`() throws {
      let proxy = try ProxyHarness([
        [
          .write(
            Array(
              "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"
                .utf8)), .close,
        ]
      ])
      #expect(try proxy.post(CheckedTests.wanted, "/v1/embeddings").status == 502)
    }

    // MARK: - LiteLLM's guardrail

    static let guardrail = "/beta/litellm_basic_guardrail_api"
    static let schema =
      #""additional_provider_specific_params":{"schema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}"#

    @Test(arguments: [
      (#"{"input_type":"request","texts":["no JSON"],"# + schema + "}", #"{"action":"NONE"}"#),
      (#"{"input_type":"response","texts":["no JSON"]}"#, #"{"action":"NONE"}"#),
      (#"{"input_type":"response","texts":["{\"n\": 1}"],"# + schema + "}", #"{"action":"NONE"}"#),
      (
        #"{"input_type":"response","texts":["{'n': 1,}"],"# + schema + "}",
        #"{"action":"GUARDRAIL_INTERVENED","texts":["{\"n\": 1}"]}"#
      ),
    ])
    func `a guardrail mends texts by a schema`(request: String, answer: String) throws {
      let proxy = try ProxyHarness([])
      #expect(try proxy.post(request, CheckedTests.guardrail).text == answer)
      #expect(proxy.upstream.connections == 0)
    }

    @Test(arguments: [
      #""texts":[],"tool_calls":{"name":"f"}"#, #""texts":[],"tool_calls":[1]"#,
      #""texts":[],"tool_calls":[{"function":{}}]"#, #""texts":[7]"#,
    ])
    func `a guardrail lets nothing through that it does not understand`(said: String) throws {
      let proxy = try ProxyHarness([])
      let answer = try proxy.post(
        #"{"input_type":"response",\#(said)}"#, CheckedTests.guardrail
      ).text
      #expect(answer.hasPrefix(#"{"action":"BLOCKED","blocked_reason":"t"#), "\(answer)")
    }

    @Test func `a guardrail can only veto calls`() throws {
      let proxy = try ProxyHarness([])
      func verdict(_ arguments: String) throws -> String {
        try proxy.post(
          #"{"input_type":"response","texts":[],"# + Samples.tools
            + #","tool_calls":[{"id":"t","type":"function","function":{"name":"get_weather","arguments":""#
            + arguments + #""}}]}"#, CheckedTests.guardrail
        ).text
      }
      #expect(try verdict(#"{\"city\":\"Paris\"}"#) == #"{"action":"NONE"}"#)
      #expect(try verdict("{'city': 'Paris'}").contains(#""action":"BLOCKED""#))
      #expect(try verdict(#"{\"days\": 1}"#).contains(#""action":"BLOCKED""#))
      let bad = try proxy.post(
        #"{"input_type":"response","texts":["x"],"additional_provider_specific_params":{"schema":{"type":5}}}"#,
        CheckedTests.guardrail)
      #expect(bad.status == 400)
      #expect(try proxy.post("[]", CheckedTests.guardrail).status == 400)
    }
  }
#endif
