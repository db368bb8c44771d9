import AdhereJudging
import AdherePlatform

extension Report {
  /// The report as a table for a terminal.
  ///
  /// - Parameter width: columns of the terminal; names are shortened to fit.
  public func text(width: Int = 100) -> String {
    guard total.judged > 0 else { return "No outputs were counted.\n" }
    var out = ""
    let times = since.map { " since \($0.day)" } ?? ""
    out += "\(Figures.count(total.judged)) outputs\(times): \(share(total.asItCame)) conform as "
    out += "they came, \(share(total.afterRepair)) after repair.\n"
    if let formsMeasured { out += formsMeasured + "\n" }
    if let errors = total.outcomes[.error] {
      out += "\(Figures.count(errors)) more are errors of providers or records, not of models.\n"
    }
    if let unchecked = total.outcomes[.unchecked] {
      out += "\(Figures.count(unchecked)) more were not judged: what was asked has no schema.\n"
    }
    out += "\n" + table(grouping.rawValue, shownRows, width)
    if let leftOut { out += leftOut + "\n" }
    if !failures.isEmpty {
      out += "\nWhy outputs were not handed on\n"
      for failure in failures {
        out +=
          "  \(right(Figures.count(failure.count), 9))  \(left(failure.code, 22))  "
          + "mostly \(fit(failure.model, 28))\n"
      }
    }
    if !violations.isEmpty {
      out += "\nTop violations\n"
      for violation in violations {
        let path = violation.path.isEmpty ? "(root)" : violation.path
        out +=
          "  \(right(Figures.count(violation.count), 9))  \(left(violation.keyword, 22))  "
          + "\(left(path, max(16, width - 70)))  mostly \(fit(violation.model, 28))\n"
      }
    }
    if !repairs.isEmpty {
      out += "\nTop repairs\n"
      for repair in repairs {
        out +=
          "  \(right(Figures.count(repair.count), 9))  \(left(repair.rule, 22))  \(repair.tier)\n"
      }
    }
    if grouping != .tool, !tools.isEmpty {
      out += "\nWorst tools\n" + table("tool", tools, width)
    }
    if grouping != .day, trend.count > 1 {
      out += "\nTrend, as they came\n"
      for day in trend.suffix(31) {
        let share = day.asItCame.share ?? 0
        let bar = String(repeating: "#", count: Int((share * 40).rounded()))
        out += "  \(day.name)  \(right(Figures.percent(share), 8))  \(left(bar, 40))  "
        out += "\(Figures.count(day.judged))\n"
      }
    }
    return out
  }

  private func share(_ proportion: Proportion) -> String {
    proportion.share.map(Figures.percent) ?? "none"
  }

  private func table(_ title: String, _ rows: [Row], _ width: Int) -> String {
    let name = max(12, min(rows.map(\.name.count).max() ?? 0, width - 71))
    var out =
      "\(left(title, name))  \(right("outputs", 9))  \(left("as they came", 23))  "
      + "\(left("after repair", 23))  failed\n"
    for row in rows {
      out +=
        "\(left(fit(row.name, name), name))  \(right(Figures.count(row.judged), 9))  "
        + "\(left(interval(row.asItCame), 23))  \(left(interval(row.afterRepair), 23))  "
        + "\(Figures.count(row.failed))\n"
    }
    return out
  }

  /// `93.4 % (91.0-95.2)`.
  private func interval(_ proportion: Proportion) -> String {
    guard let share = proportion.share else { return "-" }
    let (low, high) = proportion.interval
    func tenths(_ value: Double) -> String { Figures.fixed(Int((value * 1000).rounded())) }
    return "\(right(Figures.percent(share), 7)) (\(tenths(low))-\(tenths(high)))"
  }

  private func fit(_ text: String, _ width: Int) -> String {
    let plain = text.unicodeScalars.map {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : Character($0)
    }
    guard plain.count > width else { return String(plain) }
    // Names of models differ at their ends as often as at their beginnings.
    let tail = width > 20 ? width / 2 : 0
    return String(plain.prefix(width - 1 - tail)) + "…" + String(plain.suffix(tail))
  }

  private func left(_ text: String, _ width: Int) -> String {
    let text = fit(text, width)
    return text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
