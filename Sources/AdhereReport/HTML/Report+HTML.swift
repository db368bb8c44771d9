import AdhereJudging

extension Report {
  /// The report as one page that needs nothing else: no network, no scripts.
  ///
  /// - Parameters:
  ///   - title: heading of the page.
  ///   - comparison: two of the rows, to be compared above the charts.
  public func html(title: String = "Adherence", comparison: Comparison? = nil) -> String {
    let present = Set(Charts.order.filter { (total.outcomes[$0] ?? 0) > 0 })
    var parts: [String] = []
    parts.append(
      section(
        "By \(grouping.rawValue)", "models wide",
        "<p class=\"faint\">As they came, after repair, and the 95 % intervals of both. The order "
          + "is by the lower end of the first.</p>" + Charts.legend(present) + heading
          + shownRows.map(line).joined(separator: "\n")
          + (leftOut.map { "<p class=\"faint\">\($0)</p>" } ?? "")))
    if !trendByModel.isEmpty {
      parts.append(
        section(
          "Adherence over time", "",
          "<p class=\"faint\">Outputs that conform as they come, by day (UTC), of the most "
            + "frequent models.</p>" + Charts.trend(trendByModel)))
    }
    if !failures.isEmpty {
      parts.append(
        section(
          "Failures by reason", "",
          Charts.bars(
            failures.map { ($0.code, "mostly \($0.model)", $0.count, "unreadable") })))
    }
    if !violations.isEmpty {
      parts.append(
        section(
          "Failures by keyword and path", "",
          Charts.bars(
            violations.map {
              (
                $0.keyword, "\($0.path.isEmpty ? "(root)" : $0.path)  mostly \($0.model)", $0.count,
                "invalid"
              )
            })))
    }
    if !repairs.isEmpty { parts.append(section("Repairs", "", tiers + repairBars)) }
    if grouping != .tool, !tools.isEmpty {
      parts.append(
        section("Worst tools", "", Charts.legend(present) + tools.map(shortLine).joined()))
    }
    return HTMLPage.text(title, head: head(comparison), parts)
  }

  private func head(_ comparison: Comparison?) -> String {
    let days = trend.isEmpty ? "" : "\(trend[0].name) to \(trend[trend.count - 1].name), UTC. "
    var out = "<p class=\"faint\">\(days)\(Figures.count(total.judged)) outputs judged"
    if let errors = total.outcomes[.error] {
      out += "; \(Figures.count(errors)) more are errors of providers or records"
    }
    if let unchecked = total.outcomes[.unchecked] {
      out += "; \(Figures.count(unchecked)) more were not judged"
    }
    out += "."
    if let formsMeasured { out += " " + Charts.escape(formsMeasured) }
    out += "</p>"
    if let comparison {
      let lines = [comparison.sentence, comparison.calls].compactMap { $0 }
      for sentence in lines.joined(separator: "\n").split(separator: "\n") {
        out += "<p>\(Charts.escape(String(sentence)))</p>"
      }
    }
    func tile(_ name: String, _ value: String, _ detail: String) -> String {
      "<div class=\"tile\"><span>\(name)</span><b>\(value)</b><span class=\"faint\">\(detail)</span></div>"
    }
    let failed = Proportion(total.failed, of: total.judged)
    return out + "<div class=\"tiles\">"
      + tile("As they came", share(total.asItCame), interval(total.asItCame))
      + tile("After repair", share(total.afterRepair), interval(total.afterRepair))
      + tile("Failed", share(failed), "\(Figures.count(total.failed)) outputs")
      + tile("\(grouping.rawValue.capitalizedFirst)s", Figures.count(rows.count), "in this report")
      + "</div>"
  }

  private func section(_ title: String, _ kind: String, _ body: String) -> String {
    "<section class=\"\(kind)\"><h2>\(Charts.escape(title))</h2>\n\(body)\n</section>"
  }

  /// Names of the columns, where there are columns.
  private var heading: String {
    """
    <div class="row head"><div class="name">\(grouping.rawValue), outputs</div><div>outcomes</div>\
    <div class="figure">came</div><div class="figure">repaired</div>\
    <div class="small">95 % intervals</div></div>

    """
  }

  private func line(_ row: Row) -> String {
    """
    <div class="row"><div class="name">\(Charts.escape(row.name)) \
    <span class="small">\(Figures.count(row.judged))</span></div>\(Charts.stack(row))\
    <div class="figure">\(share(row.asItCame))</div><div class="figure">\(share(row.afterRepair))</div>\
    <div class="small">\(bounds(row.asItCame)) / \(bounds(row.afterRepair)) %</div></div>
    """
  }

  private func shortLine(_ row: Row) -> String {
    """
    <div class="row"><div class="name"><code>\(Charts.escape(row.name))</code></div>\
    <div class="figure">\(share(row.afterRepair)) of \(Figures.count(row.judged))</div>\
    \(Charts.stack(row))</div>
    """
  }

  private var tiers: String {
    let names = [("lossless", "valid"), ("safe", "repaired"), ("guess", "truncated")]
    var bar = "<div class=\"stack\">"
    var legend = "<div class=\"legend\">"
    for (tier, colour) in names {
      guard let count = total.repairsByTier[tier], count > 0 else { continue }
      bar += "<i style=\"flex:\(count) 0 0;background:var(--\(colour))\"></i>"
      legend +=
        "<span><i style=\"background:var(--\(colour))\"></i>\(tier) \(Figures.count(count))</span>"
    }
    return legend + "</div>" + bar + "</div>"
  }

  private var repairBars: String {
    Charts.bars(
      repairs.map { repair in
        let colour =
          repair.tier == "lossless" ? "valid" : repair.tier == "safe" ? "repaired" : "truncated"
        return (repair.rule, repair.tier, repair.count, colour)
      })
  }

  private func share(_ proportion: Proportion) -> String {
    proportion.share.map(Figures.percent) ?? "-"
  }

  private func interval(_ proportion: Proportion) -> String {
    proportion.total > 0 ? "\(bounds(proportion, " to ")) %" : ""
  }

  private func bounds(_ proportion: Proportion, _ between: String = "\u{2013}") -> String {
    let (low, high) = proportion.interval
    func tenths(_ value: Double) -> String { Figures.fixed(Int((value * 1000).rounded())) }
    return tenths(low) + between + tenths(high)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
