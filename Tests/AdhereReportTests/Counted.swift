import AdhereJudging
import AdhereTallies

/// Counts of two models, one with many outputs and one with few.
enum Counted {
  static let hour = 490_000

  static func tallies() -> Tallies {
    var tallies = Tallies(limit: .max)
    let large = tallies.position(of: key("large", tool: "search"))
    tallies.count(.valid, times: 900, at: large)
    tallies.count(.repaired, times: 60, at: large)
    tallies.count(.invalid, times: 40, at: large)
    tallies.count(.error, times: 7, at: large)
    tallies.count(repair: "trailing-comma", tier: "lossless", times: 50, at: large)
    tallies.count(repair: "string-to-number", tier: "safe", times: 20, at: large)
    tallies.count(violation: "required", path: "/a", times: 30, at: large)
    tallies.count(reason: "nonconforming", times: 40, at: large)
    tallies.count(reason: "provider-error", times: 7, at: large)
    let small = tallies.position(of: key("small", tool: "book", hour: hour + 24))
    tallies.count(.valid, times: 2, at: small)
    tallies.count(.invalid, at: small)
    tallies.count(violation: "type", path: "", at: small)
    tallies.count(redaction: "email", times: 3)
    return tallies
  }

  private static func key(_ model: String, tool: String, hour: Int = hour) -> Tallies.Key {
    Tallies.Key(
      hour: hour, series: Series(provider: "p", model: model, surface: .tool, tool: tool))
  }
}
