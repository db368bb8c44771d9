import AdherePlatform
import AdhereJudging
import AdhereJSON

extension Report {
  /// The report as JSON, by `schemas/report.schema.json`, with a line end.
  ///
  /// - Parameter comparison: two of the rows, to be compared too.
  public func json(comparison: Comparison? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("report", 1)
    if let since {
      writer.member("since", since.description)
    }
    writer.member("by", grouping.rawValue)
    if total.forms.contains(where: { !$0.key.isEmpty }) {
      writer.key("forms")
      writer.beginObject()
      for (form, count) in total.forms.sorted(by: { $0.key < $1.key }) {
        writer.member(form.isEmpty ? "any" : form, count)
      }
      writer.endObject()
    }
    writer.key("total")
    writer.append(total)
    for (name, rows) in [("rows", rows), ("worst_tools", tools), ("trend", trend)] {
      writer.key(name)
      writer.beginArray()
      for row in rows { writer.append(row) }
      writer.endArray()
    }
    writer.array("failures", of: failures) { writer, failure in
      writer.beginObject()
      writer.member("code", failure.code)
      writer.member("count", failure.count)
      writer.member("mostly", failure.model)
      writer.endObject()
    }
    writer.array("violations", of: violations) { writer, violation in
      writer.beginObject()
      writer.member("keyword", violation.keyword)
      writer.member("path", violation.path)
      writer.member("count", violation.count)
      writer.member("mostly", violation.model)
      writer.endObject()
    }
    writer.array("repairs", of: repairs) { writer, repair in
      writer.beginObject()
      writer.member("rule", repair.rule)
      writer.member("tier", repair.tier)
      writer.member("count", repair.count)
      writer.endObject()
    }
    writer.key("redactions")
    writer.beginObject()
    for (rule, count) in redactions {
      writer.member(rule, count)
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
    member("name", row.name)
    member("judged", row.judged)
    key("outcomes")
    beginObject()
    for outcome in Outcome.allCases {
      member(outcome.rawValue, row.outcomes[outcome] ?? 0)
    }
    endObject()
    key("as_it_came")
    append(row.asItCame)
    key("after_repair")
    append(row.afterRepair)
    key("repairs_by_tier")
    beginObject()
    for (tier, count) in row.repairsByTier.sorted(by: { $0.key < $1.key }) {
      member(tier, count)
    }
    endObject()
    endObject()
  }

  mutating func append(_ proportion: Proportion) {
    beginObject()
    member("count", proportion.count)
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
    member("a", comparison.a.name)
    member("b", comparison.b.name)
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
      member("is_clear", difference.isClear)
      endObject()
    }
    if let pairing = comparison.pairing { append(pairing) }
    if let unpaired = comparison.unpaired { member("unpaired", unpaired) }
    for (side, row) in [("a", comparison.a), ("b", comparison.b)] {
      key("calls_\(side)")
      beginObject()
      key("no_call")
      append(row.noCall)
      key("not_asked")
      append(row.notAsked)
      key("unread")
      append(row.unread)
      endObject()
    }
    member("sentence", comparison.sentence)
    endObject()
  }

  private mutating func append(_ pairing: Pairing.Result) {
    key("pairing")
    beginObject()
    member("requests", pairing.requests)
    for (name, pairs) in [
      ("as_it_came", pairing.asItCame), ("after_repair", pairing.afterRepair),
    ] {
      key(name)
      append(pairs)
    }
    endObject()
  }

  mutating func append(_ pairs: PairedProportions) {
    beginObject()
    member("both", pairs.both)
    member("first_only", pairs.firstOnly)
    member("second_only", pairs.secondOnly)
    member("neither", pairs.neither)
    key("chance")
    decimal(pairs.chance)
    endObject()
  }

  /// A share with six decimals, the same on every machine.
  mutating func decimal(_ value: Double) {
    let millionths = Int((value * 1_000_000).rounded())
    let size = abs(millionths)
    let rest = String(size % 1_000_000 + 1_000_000).dropFirst()
    raw(Array("\(millionths < 0 ? "-" : "")\(size / 1_000_000).\(rest)".utf8))
  }
}
