import AdherePlatform
package import AdhereTraces

/// Replaces secrets and personal data in the labels of counts: names of models, providers and tools
/// are what a request says, and paths hold names of members that a model wrote.
package struct LabelRedaction {
  private let redactor: Redactor
  /// Labels come again and again.
  private var known: [String: String] = [:]

  package init(_ redactor: Redactor) { self.redactor = redactor }

  package mutating func redact(_ tallies: Tallies) -> Tallies {
    var result = Tallies(limit: tallies.limit)
    for (key, counts) in tallies.entries {
      var (key, counts) = (key, counts)
      key.series.provider = label(key.series.provider)
      key.series.model = label(key.series.model)
      key.series.tool = label(key.series.tool)
      var violations: [Counts.ViolationKey: Int] = [:]
      for (violation, count) in counts.violations {
        let place = Counts.ViolationKey(keyword: violation.keyword, path: label(violation.path))
        violations[place, default: 0].count(count)
      }
      counts.violations = violations
      result.add(counts, key)
    }
    for (key, count) in tallies.events {
      result.count(
        key.event, provider: label(key.provider), reason: label(key.reason), times: count,
        at: .init(hour: key.hour))
    }
    for (rule, count) in tallies.redactions { result.count(redaction: rule, times: count) }
    return result
  }

  private mutating func label(_ text: String) -> String {
    if text.isEmpty { return text }
    if let found = known[text] { return found }
    if known.count >= 10_000 { known.removeAll(keepingCapacity: true) }
    let found = redactor.redact(text)
    known[text] = found
    return found
  }
}
