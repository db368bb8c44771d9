import AdhereJudging
import AdherePlatform
import AdhereTraces

/// `adhere-bench redact`: how fast traces are searched for secrets. Lines it prints, tab separated:
/// kind of text, bytes of a trace's output, MB/s.
enum RedactBenchmark: Benchmark {
  static let name = "redact"
  static let usage = """
    adhere-bench redact [KIND]
             times the search for secrets in traces, by what their outputs hold
    """

  static func run(_ arguments: [String]) {
    print("kind\tbytes\tMB/s")
    for (kind, piece) in pieces where arguments.isEmpty || arguments.contains(kind) {
      for size in [400, 4_000, 100_000] {
        let redactor = Redactor()
        let trace = self.trace(piece, bytes: size)
        let seconds = Timing.median {
          var trace = trace
          redactor.redact(&trace)
        }
        print(kind, size, Timing.rounded(Double(size) / 1e6 / seconds), separator: "\t")
      }
    }
  }

  /// A trace whose output is a list of strings, as an answer would have them.
  private static func trace(_ piece: String, bytes: Int) -> Trace {
    var text = #"[""#
    while text.utf8.count + piece.utf8.count + 5 < bytes { text += piece + #"",""# }
    text += #""]"#
    return Trace(
      id: "t", time: Timestamp(milliseconds: 0), surface: .json, raw: .text(Array(text.utf8)),
      outcome: .valid)
  }

  private static let pieces = [
    ("prose", "The garden opens at nine and closes when the last visitor has left the lower gate."),
    ("code", #"for (let i = 0; i < rows.length; i++) { total += rows[i].price * 3; }\n"#),
    ("numbers", "12.75 and 1004 of 88213, 2026-03-14 at 10:32:07, row 4471, item 9 of 120; 3e8"),
    ("ids", "3f2b8c1e-9d47-4a6b-8f10-2c5d7e9a1b34 5d41402abc4b2a76b9719d911017c592 v2.14.0-rc.1"),
    ("escaped", #"{\"city\":\"Z\u00fcrich\",\"note\":\"two \\\"quoted\\\" words\",\"days\":3}"#),
    ("base64", "TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQsIGNvbnNlY3RldHVyIGFkaXBpc2NpbmcgZWxpdCBzZWQ="),
    ("urls", "https://example.org/a/b?page=3&sort=name#top and http://localhost:8080/health?x=%20"),
    (
      "secrets", "key sk-proj-aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zaB3dE5gH7jK9mN1p, mail ada@example.net"
    ),
  ]
}
