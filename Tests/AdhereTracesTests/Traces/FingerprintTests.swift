import AdhereJudging
import AdherePlatform
import AdhereTraces
import Testing

/// An answer has one fingerprint in whatever form it came.
@Suite struct FingerprintTests {
  private func fingerprint(_ raw: Trace.Raw) -> String {
    Trace(id: "a", time: Timestamp(milliseconds: 0), surface: .tool, raw: raw, outcome: .valid)
      .fingerprint
  }

  private func calls(_ json: String) -> Trace.Raw { .calls(json: Array(json.utf8)) }

  @Test func `calls count by names and arguments`() {
    let plain = fingerprint(Trace.Raw([ToolCall(name: "f", arguments: Array(#"{"a": 1}"#.utf8))]))
    for form in [
      #"[{"name":"f","arguments":{"a": 1}}]"#, #"[{"arguments":"{\"a\": 1}","name":"f"}]"#,
      #"[{"id":"x","type":"function","function":{"name":"f","arguments":"{\"a\": 1}"}}]"#,
    ] {
      #expect(fingerprint(calls(form)) == plain, "\(form)")
    }
    for other in [
      #"[{"name":"g","arguments":{"a": 1}}]"#, #"[{"name":"f","arguments":{"a": 2}}]"#,
      #"[{"name":"f","arguments":{"a": 1}},{"name":"f","arguments":{"a": 1}}]"#, "[]",
    ] {
      #expect(fingerprint(calls(other)) != plain, "\(other)")
    }
  }

  @Test func `text, calls and nothing differ, and parts do not run together`() {
    let prints = [
      fingerprint(.none), fingerprint(.text([])), fingerprint(calls("[]")),
      fingerprint(.text(Array("ab".utf8))), fingerprint(.text(Array("a".utf8))),
    ]
    #expect(Set(prints).count == prints.count)
    var (first, second) = (
      Trace(id: "", time: Timestamp(milliseconds: 0), surface: .json, raw: .none, outcome: .valid),
      Trace(id: "", time: Timestamp(milliseconds: 0), surface: .json, raw: .none, outcome: .valid)
    )
    (first.provider, first.model) = ("ab", "c")
    (second.provider, second.model) = ("a", "bc")
    #expect(first.fingerprint != second.fingerprint)
  }

  @Test func `it is written as 32 hexadecimal digits`() {
    let text = fingerprint(.none)
    #expect(text.count == 32 && text.allSatisfy { "0123456789abcdef".contains($0) })
  }
}
