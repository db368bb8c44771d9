public import AdhereJSON
import AdhereJudging
import AdherePlatform

/// Writing counts (`schemas/tallies.schema.json`).
extension JSONWriter {
  /// Writes counts as one object, sorted by series and hour; without a line end.
  public mutating func append(_ tallies: Tallies) {
    beginObject()
    member("tallies", 1)
    key("duration_bounds_ns")
    beginArray()
    for bound in DurationHistogram.bounds { int(bound) }
    endArray()
    key("series")
    beginArray()
    let entries = tallies.entries.sorted {
      $0.key.series == $1.key.series ? $0.key.hour < $1.key.hour : $0.key.series < $1.key.series
    }
    for (place, counts) in entries { append(place, counts) }
    endArray()
    key("events")
    beginArray()
    let events = tallies.events.sorted {
      ($0.key.hour, $0.key.event.rawValue, $0.key.provider, $0.key.reason)
        < ($1.key.hour, $1.key.event.rawValue, $1.key.provider, $1.key.reason)
    }
    for (place, count) in events {
      beginObject()
      member("hour", Timestamp(hour: place.hour).description)
      member("event", place.event.rawValue)
      member("provider", place.provider)
      member("reason", place.reason)
      member("count", count)
      endObject()
    }
    endArray()
    key("redactions")
    beginObject()
    for (rule, count) in tallies.redactions.sorted(by: { $0.key < $1.key }) {
      member(rule, count)
    }
    endObject()
    endObject()
  }

  private mutating func append(_ place: Tallies.Key, _ counts: Counts) {
    beginObject()
    member("hour", Timestamp(hour: place.hour).description)
    member("provider", place.series.provider)
    member("model", place.series.model)
    member("surface", place.series.surface.rawValue)
    member("tool", place.series.tool)
    if !place.series.form.isEmpty { member("form", place.series.form) }
    key("outputs")
    beginObject()
    for outcome in Outcome.allCases where counts[outcome] > 0 {
      member(outcome.rawValue, counts[outcome])
    }
    endObject()
    append("violations", counts.violations, by: ("keyword", \.keyword), ("path", \.path))
    append("repairs", counts.repairs, by: ("rule", \.rule), ("tier", \.tier))
    key("reasons")
    beginObject()
    for (code, count) in counts.reasons.sorted(by: { $0.key < $1.key }) { member(code, count) }
    endObject()
    key("durations")
    beginArray()
    for count in counts.durations.counts { int(count) }
    endArray()
    member("duration_sum_ns", counts.durations.sum)
    endObject()
  }
  /// What was counted by two names, in their order.
  private mutating func append<Place>(
    _ list: String, _ counts: [Place: Int], by first: (name: String, of: KeyPath<Place, String>),
    _ second: (name: String, of: KeyPath<Place, String>)
  ) {
    key(list)
    beginArray()
    for (place, count) in counts.sorted(by: {
      ($0.key[keyPath: first.of], $0.key[keyPath: second.of])
        < ($1.key[keyPath: first.of], $1.key[keyPath: second.of])
    }) {
      beginObject()
      member(first.name, place[keyPath: first.of])
      member(second.name, place[keyPath: second.of])
      member("count", count)
      endObject()
    }
    endArray()
  }
}
