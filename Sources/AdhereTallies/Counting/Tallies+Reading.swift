import AdhereJSON
import AdhereJudging
public import AdherePlatform
public import AdhereTraces

extension Tallies {
  /// Reads counts as `adhere filter --metrics FILE --metrics-format json` writes them
  /// (`schemas/tallies.schema.json`).
  ///
  /// - Parameters:
  ///   - json: one JSON object.
  ///   - since: counts of earlier hours are left out.
  /// - Throws: `TraceError` that names the member where it holds no counts.
  public init(json: [UInt8], since: Timestamp? = nil) throws(TraceError) {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json, options: .anyDepth)
    } catch { throw TraceError("not JSON: \(error)") }
    defer { withExtendedLifetime(document) {} }
    let fields = TraceFields(tape: document.tape)
    guard fields.isObject, let version = try fields.int("tallies") else {
      throw TraceError("`tallies`, the version of the counts, is missing: are these counts?")
    }
    guard version == 1, try fields.ints("duration_bounds_ns") == DurationHistogram.bounds else {
      throw TraceError("the counts are of another version of adhere, or of other durations")
    }
    self.init(limit: .max)
    for series in try fields.objects("series") { try add(series, since) }
    for event in try fields.objects("events") { try add(event: event, since) }
    if let redactions = try fields.object("redactions") {
      for (rule, count) in try redactions.counts() { self.count(redaction: rule, times: count) }
    }
  }

  private mutating func add(_ fields: TraceFields, _ since: Timestamp?) throws(TraceError) {
    let hour = try fields.hour()
    if let since, hour < since.hour { return }
    guard let surface = Contract.Surface(rawValue: try fields.string("surface") ?? "") else {
      throw TraceError("`\(fields.place)surface` must be \"json\" or \"tool\"")
    }
    let series = Series(
      provider: try fields.string("provider") ?? "", model: try fields.string("model") ?? "",
      surface: surface, tool: try fields.string("tool") ?? "",
      form: try fields.string("form") ?? "")
    let place = position(of: Key(hour: hour, series: series))
    for (name, count) in try fields.object("outputs")?.counts() ?? [] {
      guard let outcome = Outcome(rawValue: name) else {
        throw TraceError("`\(fields.place)outputs/\(name)` is no outcome that this adhere knows")
      }
      self.count(outcome, times: count, at: place)
    }
    for item in try fields.objects("violations") {
      count(
        violation: try item.string("keyword") ?? "", path: try item.string("path") ?? "",
        times: try item.total(), at: place)
    }
    for item in try fields.objects("repairs") {
      count(
        repair: try item.string("rule") ?? "", tier: try item.string("tier") ?? "",
        times: try item.total(), at: place)
    }
    for (code, count) in try fields.object("reasons")?.counts() ?? [] {
      self.count(reason: code, times: count, at: place)
    }
    for (step, count) in try fields.ints("durations").enumerated() {
      guard 0...Int.largestCount ~= count else {
        throw TraceError("`\(fields.place)durations` must be counts")
      }
      add(step: step, count: count, nanoseconds: 0, at: place)
    }
    let sum = try fields.count("duration_sum_ns", atMost: .max) ?? 0
    add(step: 0, count: 0, nanoseconds: sum, at: place)
  }

  private mutating func add(event fields: TraceFields, _ since: Timestamp?) throws(TraceError) {
    let hour = try fields.hour()
    if let since, hour < since.hour { return }
    guard let event = Event(rawValue: try fields.string("event") ?? "") else {
      throw TraceError("`\(fields.place)event` is none that this adhere knows")
    }
    count(
      event, provider: try fields.string("provider") ?? "",
      reason: try fields.string("reason") ?? "", times: try fields.total(),
      at: Timestamp(hour: hour))
  }
}

extension TraceFields {
  fileprivate func hour() throws(TraceError) -> Int {
    guard let time = try time("hour") else { throw TraceError("`\(place)hour` is missing") }
    return time.hour
  }

  fileprivate func total() throws(TraceError) -> Int {
    guard let count = try count("count", atMost: .largestCount) else {
      throw TraceError("`\(place)count` is missing")
    }
    return count
  }

  /// Members that are counts.
  fileprivate func counts() throws(TraceError) -> [(name: String, count: Int)] {
    var counts: [(name: String, count: Int)] = []
    for name in keys() { counts.append((name, try count(name, atMost: .largestCount) ?? 0)) }
    return counts
  }
}
