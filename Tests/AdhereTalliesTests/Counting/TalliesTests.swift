import AdherePlatform
import AdhereTraces
@testable import AdhereTallies
import Foundation
import AdhereJSON
import Testing

@testable import AdhereJudging

/// Counts add up, whatever way they are split.
@Suite struct TalliesTests {
  private func random(_ seed: Int, limit: Int = 1000) -> Tallies {
    var tallies = Tallies(limit: limit)
    for i in 0..<200 {
      let n = (i * 7919 + seed * 104_729) % 9973
      let series = Series(
        provider: "p\(n % 3)", model: "m\(n % 11)", surface: n % 2 == 0 ? .json : .tool,
        tool: "t\(n % 5)")
      let place = tallies.position(of: Tallies.Key(hour: n % 4, series: series))
      tallies.count(Outcome.allCases[n % 8], at: place)
      tallies.count(violation: "type", path: "/a/\(n)/b", at: place)
      tallies.count(repair: "r\(n % 6)", tier: "safe", at: place)
      tallies.count(reason: "c\(n % 4)", at: place)
      tallies.observe(n * 100, at: place)
    }
    tallies.count(.abort, reason: "x\(seed % 2)", at: Timestamp(hour: 0))
    return tallies
  }

  @Test func `counts come back from their JSON as they were`() throws {
    var tallies = Tallies(limit: .max)
    let contract = try Contract(
      schema: Array(#"{"type":"object","properties":{"a":{"items":{"type":"integer"}}}}"#.utf8))
    for (hour, text) in [
      (490_000, "{}"), (490_000, "{'a':[1],}"), (490_001, #"{"a":["x",true]}"#), (490_001, "no"),
    ] {
      tallies.count(
        contract.judge(Output(text: text)),
        Series(provider: "p \"q\"", model: "é\n", surface: .json, tool: "", form: "hermes"),
        at: Timestamp(hour: hour))
    }
    tallies.observe(12_345, times: 3, at: 0)
    tallies.count(.retry, provider: "p", reason: "429", times: 2, at: Timestamp(hour: 490_001))
    tallies.count(redaction: "email", times: 4)
    var writer = JSONWriter()
    writer.append(tallies)
    #expect(try Tallies(json: writer.bytes) == tallies)
    let later = try Tallies(json: writer.bytes, since: Timestamp(hour: 490_001))
    #expect(later.outputs == 2 && later.events.count == 1)
    for end in stride(from: 0, to: writer.bytes.count, by: 7) {
      #expect(throws: TraceError.self) { try Tallies(json: Array(writer.bytes[..<end])) }
    }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    for (from, to) in [
      (#""valid":1"#, #""valid":-1"#), (#""valid":1"#, #""good":1"#),
      (#""count":1"#, #""count":"1""#),
      (#""surface":"json""#, #""surface":"x""#), (#""tallies":1"#, #""tallies":9"#),
      (#""event":"retry""#, #""event":"x""#),
    ] {
      #expect(throws: TraceError.self, "\(to)") {
        try Tallies(json: Array(text.replacing(from, with: to).utf8))
      }
    }
  }

  @Test func `sums do not depend on the order or the grouping`() {
    let parts = (0..<5).map { random($0) }
    var forward = Tallies()
    for part in parts { forward += part }
    var left = Tallies()
    for part in parts.prefix(2).reversed() { left += part }
    var right = Tallies()
    for part in parts.suffix(3).reversed() { right += part }
    right += left
    #expect(forward == right)
    #expect(forward.entries.reduce(0) { $0 + $1.counts.outputs } == 1000)
    #expect(forward.entries.reduce(0) { $0 + $1.counts.durations.count } == 1000)
    #expect(
      forward.entries.reduce(0) { $0 + $1.counts.reasons.values.reduce(0, +) } == 1000)
  }

  @Test func `values beyond the limit are counted together`() {
    var tallies = Tallies(limit: 10)
    for i in 0..<1000 {
      let key = Tallies.Key(hour: 0, series: Series(model: "m\(i)", surface: .json, tool: "t\(i)"))
      let place = tallies.position(of: key)
      tallies.count(.valid, at: place)
      tallies.count(violation: "k\(i)", path: "/p\(i)", at: place)
      tallies.count(reason: "c\(i)", at: place)
    }
    #expect(tallies.entries.count == 11)
    #expect(tallies.entries.reduce(0) { $0 + $1.counts.outputs } == 1000)
    #expect(tallies.entries.last?.counts[.valid] == 990)
    #expect(Set(tallies.entries.flatMap { $0.counts.reasons.keys }).count == 11)
    let merged = random(1).merged(limit: 2)
    #expect(Set(merged.entries.map(\.key.series.model)).count == 3)
    #expect(merged.entries.reduce(0) { $0 + $1.counts.outputs } == 200)
  }

  @Test func `places in arrays are one path, long paths are cut`() {
    #expect(Tallies.pattern(of: "") == "")
    #expect(Tallies.pattern(of: "/0/arguments/items/17/name") == "/*/arguments/items/*/name")
    #expect(Tallies.pattern(of: "/" + String(repeating: "x", count: 1000)).utf8.count < 210)
  }

  @Test func `seconds are written exactly`() {
    #expect(Metrics.seconds(0) == "0.0")
    #expect(Metrics.seconds(1_000) == "0.000001")
    #expect(Metrics.seconds(2_500_000_000) == "2.5")
    #expect(Metrics.seconds(123_456_789_012) == "123.456789012")
  }

  @Test func `the body for OTLP adds up and holds no empty attributes`() throws {
    let tallies = random(3)
    let body = Metrics(tallies).otlp(
      start: Timestamp(milliseconds: 1), time: Timestamp(milliseconds: 2))
    let text = String(decoding: body, as: UTF8.self)
    #expect((try? JSONDocument(body)) != nil)
    let outputs = text.components(separatedBy: "\"name\":\"adhere.violations\"")[0]
    let counts = outputs.components(separatedBy: "\"asInt\":\"").dropFirst().compactMap {
      Int($0.prefix { $0.isNumber })
    }
    #expect(counts.reduce(0, +) == 200)
    #expect(text.contains("\"startTimeUnixNano\":\"1000000\""))
    #expect(!text.contains("\"stringValue\":\"\""))
  }

  @Test func `events are one sample for each set of labels`() throws {
    var tallies = Tallies()
    for provider in ["a", "b"] {
      tallies.count(.abort, provider: provider, reason: "repetition", at: Timestamp(hour: 0))
      tallies.count(.retry, provider: provider, reason: "429", times: 2, at: Timestamp(hour: 0))
      for outcome in ["invalid", "unreadable"] {
        tallies.count(.reask, provider: provider, reason: outcome, at: Timestamp(hour: 1))
      }
    }
    let text = String(decoding: Metrics(tallies).text(.prometheus), as: UTF8.self)
    for line in [
      #"adhere_reasks_total{provider="a"} 2"#,
      #"adhere_upstream_retries_total{provider="b",reason="429"} 2"#,
      #"adhere_stream_aborts_total{reason="repetition"} 2"#,
    ] { #expect(text.contains(line + "\n"), "\(text)") }
    let names = text.split(separator: "\n").map { $0.prefix { $0 != " " } }
      .filter { !$0.hasPrefix("#") }
    #expect(Set(names).count == names.count)
    let body = Metrics(tallies).otlp(start: Timestamp(hour: 0))
    #expect((try? JSONDocument(body)) != nil)
    let otlp = String(decoding: body, as: UTF8.self)
    for name in ["adhere.reasks", "adhere.upstream.retries", "adhere.stream.aborts"] {
      #expect(otlp.contains("\"name\":\"\(name)\""))
    }
  }

  @Test func `labels are escaped`() {
    #expect(ExpositionWriter.escape("a\\b\"c\nd") == "a\\\\b\\\"c\\nd")
    #expect(Tallies.printable("a\u{0}\u{85}\u{2028}b") == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
    #expect(Metrics.Format(accept: "application/openmetrics-text; version=1.0.0") == .openmetrics)
    #expect(Metrics.Format(accept: "*/*") == .prometheus)
  }
}
