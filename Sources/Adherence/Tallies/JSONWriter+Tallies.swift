public import JSONText

/// Counts as JSON (`schemas/tallies.schema.json`), and back.
extension JSONWriter {
  /// Writes counts as one object, series in their order.
  public mutating func append(_ tallies: Tallies) {
    beginObject()
    key("tallies")
    int(1)
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
      key("hour")
      string(Timestamp(hour: place.hour).description)
      key("event")
      string(place.event.rawValue)
      key("provider")
      string(place.provider)
      key("reason")
      string(place.reason)
      key("count")
      int(count)
      endObject()
    }
    endArray()
    key("redactions")
    beginObject()
    for (rule, count) in tallies.redactions.sorted(by: { $0.key < $1.key }) {
      key(rule)
      int(count)
    }
    endObject()
    endObject()
  }

  private mutating func append(_ place: Tallies.Key, _ counts: Counts) {
    beginObject()
    key("hour")
    string(Timestamp(hour: place.hour).description)
    key("provider")
    string(place.series.provider)
    key("model")
    string(place.series.model)
    key("surface")
    string(place.series.surface.rawValue)
    key("tool")
    string(place.series.tool)
    key("outputs")
    beginObject()
    for outcome in Outcome.allCases where counts[outcome] > 0 {
      key(outcome.rawValue)
      int(counts[outcome])
    }
    endObject()
    key("violations")
    beginArray()
    for (violation, count) in counts.violations.sorted(by: {
      ($0.key.keyword, $0.key.path) < ($1.key.keyword, $1.key.path)
    }) {
      beginObject()
      key("keyword")
      string(violation.keyword)
      key("path")
      string(violation.path)
      key("count")
      int(count)
      endObject()
    }
    endArray()
    key("repairs")
    beginArray()
    for (repair, count) in counts.repairs.sorted(by: {
      ($0.key.rule, $0.key.tier) < ($1.key.rule, $1.key.tier)
    }) {
      beginObject()
      key("rule")
      string(repair.rule)
      key("tier")
      string(repair.tier)
      key("count")
      int(count)
      endObject()
    }
    endArray()
    key("durations")
    beginArray()
    for count in counts.durations.counts { int(count) }
    endArray()
    key("duration_sum_ns")
    int(counts.durations.sum)
    endObject()
  }
}
