import Adherence
import JSONText

extension Report {
  /// The report as `schemas/report.schema.json` has it.
  public func json(comparison: Comparison? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("report")
    writer.int(1)
    if let since {
      writer.key("since")
      writer.string(since.description)
    }
    writer.key("by")
    writer.string(grouping.rawValue)
    writer.key("total")
    writer.append(total)
    for (name, rows) in [("rows", rows), ("worst_tools", tools), ("trend", trend)] {
      writer.key(name)
      writer.beginArray()
      for row in rows { writer.append(row) }
      writer.endArray()
    }
    writer.key("violations")
    writer.beginArray()
    for violation in violations {
      writer.beginObject()
      writer.key("keyword")
      writer.string(violation.keyword)
      writer.key("path")
      writer.string(violation.path)
      writer.key("count")
      writer.int(violation.count)
      writer.key("mostly")
      writer.string(violation.model)
      writer.endObject()
    }
    writer.endArray()
    writer.key("repairs")
    writer.beginArray()
    for repair in repairs {
      writer.beginObject()
      writer.key("rule")
      writer.string(repair.rule)
      writer.key("tier")
      writer.string(repair.tier)
      writer.key("count")
      writer.int(repair.count)
      writer.endObject()
    }
    writer.endArray()
    writer.key("redactions")
    writer.beginObject()
    for (rule, count) in redactions {
      writer.key(rule)
      writer.int(count)
    }
    writer.endObject()
    if let comparison {
      writer.key("comparison")
      writer.append(comparison)
    }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func append(_ row: Report.Row) {
    beginObject()
    key("name")
    string(row.name)
    key("judged")
    int(row.judged)
    key("outcomes")
    beginObject()
    for outcome in Outcome.allCases {
      key(outcome.rawValue)
      int(row.outcomes[outcome] ?? 0)
    }
    endObject()
    key("as_it_came")
    append(row.asItCame)
    key("after_repair")
    append(row.afterRepair)
    key("repairs_by_tier")
    beginObject()
    for (tier, count) in row.repairsByTier.sorted(by: { $0.key < $1.key }) {
      key(tier)
      int(count)
    }
    endObject()
    endObject()
  }

  private mutating func append(_ proportion: Proportion) {
    beginObject()
    key("count")
    int(proportion.count)
    key("share")
    if let share = proportion.share { decimal(share) } else { null() }
    key("interval")
    beginArray()
    decimal(proportion.interval.low)
    decimal(proportion.interval.high)
    endArray()
    endObject()
  }

  fileprivate mutating func append(_ comparison: Comparison) {
    beginObject()
    key("a")
    string(comparison.a.name)
    key("b")
    string(comparison.b.name)
    for (name, difference) in [
      ("as_it_came", comparison.asItCame), ("after_repair", comparison.afterRepair),
    ] {
      key(name)
      guard let difference else {
        null()
        continue
      }
      beginObject()
      key("difference")
      decimal(difference.value)
      key("interval")
      beginArray()
      decimal(difference.low)
      decimal(difference.high)
      endArray()
      key("is_clear")
      bool(difference.isClear)
      endObject()
    }
    key("sentence")
    string(comparison.sentence)
    endObject()
  }

  /// A share with six decimals, the same on every machine.
  private mutating func decimal(_ value: Double) {
    let millionths = Int((value * 1_000_000).rounded())
    let size = abs(millionths)
    let rest = String(size % 1_000_000 + 1_000_000).dropFirst()
    raw(Array("\(millionths < 0 ? "-" : "")\(size / 1_000_000).\(rest)".utf8))
  }
}
