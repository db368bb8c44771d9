#if Store
  import Foundation
  import Testing

  /// Whole answers of providers are counted and kept as records of the same outputs are.
  @Suite struct CompletionStoreTests {
    let scratch: Scratch

    /// What a request asks, on one line as records have it.
    static let tools =
      #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}}]"#
    static let request =
      #"{"model":"m","messages":[{"role":"user","content":"hi"}],"temperature":0.5,"tools":"#
      + tools + "}"

    /// Argument texts: valid, repaired, invalid, unreadable.
    static let arguments = [#"{"n":1}"#, #"{"n":"1",}"#, #"{}"#, "nonsense"]
    static let outcomes = ["valid", "repaired", "invalid", "unreadable"]

    init() throws {
      scratch = try Scratch()
      try scratch.file("request.json", Self.request)
    }

    private static func quoted(_ text: String) -> String {
      String(decoding: try! JSONEncoder().encode(text), as: UTF8.self)
    }

    static func chat(_ arguments: String, id: Int) -> String {
      #"{"id":"c\#(id)","model":"m2","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_\#(id)","type":"function","function":{"name":"f","arguments":\#(quoted(arguments))}}]},"finish_reason":"tool_calls"}]}"#
    }

    static func stream(_ arguments: String, id: Int) -> String {
      let half = arguments.index(arguments.startIndex, offsetBy: arguments.count / 2)
      let pieces = [arguments[..<half], arguments[half...]].enumerated().map { place, piece in
        let head = place == 0 ? #""id":"call_\#(id)","type":"function","# : ""
        let name = place == 0 ? #""name":"f","# : ""
        return
          #"data: {"id":"c\#(id)","model":"m2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\#(head)"function":{\#(name)"arguments":\#(quoted(String(piece)))}}]},"finish_reason":null}]}"#
          + "\n\n"
      }
      return pieces.joined()
        + #"data: {"id":"c\#(id)","model":"m2","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#
        + "\n\ndata: [DONE]\n\n"
    }

    static func batch(_ arguments: String, id: Int) -> String {
      #"{"custom_id":"r\#(id)","response":{"status_code":200,"body":\#(chat(arguments, id: id))},"error":null}"#
    }

    static func line(_ arguments: String, id: Int) -> String {
      #"{"id":"c\#(id)","model":"m2","surface":"tool","messages":[{"role":"user","content":"hi"}],"parameters":{"temperature":0.5},"tools":\#(tools),"raw":[{"name":"f","arguments":\#(quoted(arguments))}],"finish_reason":"tool_calls"}"#
    }

    /// Runs the filter over what the arguments look like in an input of this kind; auto detection
    /// has to give the same.
    private func filter(_ kind: String, _ store: String, output: String? = nil) throws {
      let all = Array(Self.arguments.enumerated())
      var flags = ["--exit-zero", "--provider", "p", "--store", store, "--metrics", "m.prom"]
      if let output { flags += ["--output", output] }
      var inputs = ["in"]
      switch kind {
      case "chat":
        try scratch.file("in", all.map { Self.chat($1, id: $0) }.joined(separator: "\n") + "\n")
        flags += ["--request", "request.json"]
      case "sse":
        inputs = try all.map { place, arguments in
          try scratch.file("in\(place)", Self.stream(arguments, id: place))
          return "in\(place)"
        }
        flags += ["--request", "request.json"]
      case "batch":
        try scratch.file("in", all.map { Self.batch($1, id: $0) }.joined(separator: "\n") + "\n")
        let lines = all.map { #"{"custom_id":"r\#($0.offset)","body":\#(Self.request)}"# }
        try scratch.file("requests.jsonl", lines.joined(separator: "\n") + "\n")
        flags += ["--request", "requests.jsonl"]
      default:
        try scratch.file("in", all.map { Self.line($1, id: $0) }.joined(separator: "\n") + "\n")
      }
      let words = (["filter"] + flags + inputs).map { "'\($0)'" }.joined(separator: " ")
      let run = try CommandRun.shell("adhere \(words)", in: scratch)
      #expect(run.status == 0, "\(kind): \(run.errors)")
    }

    private func traces(_ store: String) throws -> [[String: Any]] {
      let export = try CommandRun.adhere("traces", "export", "--store", store, in: scratch)
      return try export.lines.map(record)
    }

    @Test(arguments: ["chat", "sse", "batch", "record"])
    func `answers are counted by provider, model, surface, tool and outcome`(kind: String) throws {
      for output in [nil, "record", "value"] {
        try filter(kind, "\(output ?? "own").db", output: output)
        let metrics = try String(
          contentsOf: scratch.folder.appendingPathComponent("m.prom"), encoding: .utf8)
        for outcome in Self.outcomes {
          // The tool of a call whose arguments cannot be read is known all the same.
          let line =
            #"adhere_outputs_total{provider="p",model="m2",surface="tool",tool="f",outcome="\#(outcome)"} 1"#
          #expect(metrics.contains(line + "\n"), "\(kind), \(output ?? "own"): \(metrics)")
        }
        #expect(metrics.contains(#"keyword="required"} 1"#))
        #expect(metrics.contains(#"rule="trailing-comma",tier="lossless"} 1"#))
        #expect(metrics.contains("adhere_judge_duration_seconds_count 4\n"))
      }
    }

    @Test(arguments: ["chat", "sse", "batch", "record"])
    func `failing and repaired answers are kept with what was asked`(kind: String) throws {
      try filter(kind, "a.db")
      let traces = try traces("a.db")
      #expect(
        traces.compactMap { $0["outcome"] as? String }.sorted() == Self.outcomes[1...].sorted())
      for trace in traces {
        #expect(trace["provider"] as? String == "p" && trace["model"] as? String == "m2")
        #expect(trace["surface"] as? String == "tool")
        #expect(trace["finish_reason"] as? String == "tool_calls")
        #expect((trace["messages"] as? [Any])?.count == 1)
        #expect((trace["tools"] as? [Any])?.count == 1)
        #expect((trace["parameters"] as? [String: Any])?["temperature"] as? Double == 0.5)
        let raw = try #require((trace["raw"] as? [[String: Any]])?.first)
        #expect(raw["name"] as? String == "f")
        #expect(Self.arguments.contains(raw["arguments"] as? String ?? ""))
      }
      let repaired = try #require(traces.first { $0["outcome"] as? String == "repaired" })
      let rules = (repaired["repairs"] as? [[String: Any]])?.compactMap { $0["rule"] as? String }
      #expect(Set(rules ?? []) == ["string-to-number", "trailing-comma"])
      let id = repaired["record"] as? String
      #expect(id == (kind == "batch" ? "r1" : "c1"))
      // A trace is a record: judged again, it comes to the same.
      let export = try CommandRun.adhere("traces", "export", "--store", "a.db", in: scratch)
      let again = try CommandRun.adhere("filter", "--exit-zero", input: export.output, in: scratch)
      #expect(
        try again.outcomes() == traces.map { $0["outcome"] as? String })
    }

    @Test func `an answer is one trace, in whatever form it came`() throws {
      for kind in ["record", "chat", "sse", "batch"] { try filter(kind, "a.db") }
      let traces = try traces("a.db")
      #expect(traces.count == 3)
      #expect(traces.allSatisfy { $0["occurrences"] as? Int == 4 })
      let report = try CommandRun.adhere("report", "--store", "a.db", "--json", in: scratch)
      let total = try record(report.text)["total"] as? [String: Any]
      #expect(total?["judged"] as? Int == 16)
    }

    @Test func `JSON content, several choices, refusals and errors`() throws {
      let schema = #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#
      try scratch.file(
        "json.json",
        #"{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":\#(schema)}}}"#
      )
      func choice(_ index: Int, _ content: String, _ reason: String = "stop") -> String {
        #"{"index":\#(index),"message":{"content":\#(Self.quoted(content))},"finish_reason":"\#(reason)"}"#
      }
      let lines = [
        #"{"id":"a","model":"m","choices":[\#(choice(0, #"{"n":1}"#)),\#(choice(1, #"{"n":"2"}"#))]}"#,
        #"{"id":"b","model":"m","choices":[\#(choice(0, "", "content_filter"))]}"#,
        #"{"id":"c","model":"m","choices":[\#(choice(0, #"{"n":"#, "length"))]}"#,
        #"{"error":{"message":"no such key sk-proj-0123456789abcdefghij","type":"invalid_request_error","code":"invalid_api_key"}}"#,
      ]
      try scratch.file("in", lines.joined(separator: "\n") + "\n")
      let run = try CommandRun.shell(
        "adhere filter --exit-zero --request json.json --store a.db --sample-valid 1 "
          + "--metrics m.prom in", in: scratch)
      #expect(run.status == 0)
      let traces = try traces("a.db")
      let outcomes = traces.compactMap { $0["outcome"] as? String }.sorted()
      #expect(outcomes == ["repaired", "truncated", "valid"])
      #expect(traces.allSatisfy { $0["schema"] != nil && $0["tools"] == nil })
      let metrics = try String(
        contentsOf: scratch.folder.appendingPathComponent("m.prom"), encoding: .utf8)
      for outcome in ["valid", "repaired", "refused", "truncated", "error"] {
        let line =
          #"adhere_outputs_total{provider="",model="m",surface="json",tool="",outcome="\#(outcome)"} 1"#
        #expect(metrics.contains(line + "\n"), "\(metrics)")
      }
      #expect(metrics.contains(#"keyword="provider"} 1"#))
    }

    @Test func `streams that are given up are counted, live and from files`() throws {
      let piece =
        #"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{        \#(String(repeating: "\\n       ", count: 400))"}}]}}]}"#
        + "\n\n"
      try scratch.file("in", piece + piece)
      for flags in ["--input sse", "--input sse --output record"] {
        let run = try CommandRun.shell(
          "adhere filter --exit-zero \(flags) --request request.json --provider p --metrics m.prom "
            + "--store a.db in", in: scratch)
        #expect(run.status == 0)
        let metrics = try String(
          contentsOf: scratch.folder.appendingPathComponent("m.prom"), encoding: .utf8)
        #expect(
          metrics.contains(#"adhere_stream_aborts_total{reason="runaway-whitespace"} 1"#),
          "\(metrics)")
      }
      let kept = try traces("a.db")
      #expect(kept.count == 1 && kept.first?["occurrences"] as? Int == 2)
      #expect(kept.first?["outcome"] as? String == "truncated")
    }
  }
#endif
