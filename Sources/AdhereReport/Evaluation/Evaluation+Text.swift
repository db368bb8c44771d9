extension Evaluation {
  /// The scores as tables for a terminal.
  public func text() -> String {
    var out = "\(Figures.count(cases.count)) cases, \(Figures.count(casesWithoutCall)) of them "
    out += "without need of a call.\n"
    if rows.isEmpty { return out + "No output answers one of them.\n" }
    let width = max(12, min(40, rows.map(\.model.count).max() ?? 0))
    func line(_ name: String, _ cells: [String]) -> String {
      var line = Evaluation.fit(name, width)
      for cell in cells { line += "  " + Evaluation.fit(cell, 22) }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    out += "\n" + line("model", ["as they came", "after repair", "right as they came"])
    for row in rows {
      out += line(row.model, [.conforms, .repaired, .right].map { Evaluation.share(row[$0]) })
    }
    out += "\n" + line("model", ["right after repair", "called without need", "no call where due"])
    for row in rows {
      out += line(
        row.model, [.rightRepaired, .overCalled, .missedCall].map { Evaluation.share(row[$0]) })
    }
    out += "\n" + line("model", ["calls not read", "outputs", "cases answered"])
    for row in rows {
      out += line(
        row.model,
        [
          Evaluation.share(row[.unread]), Figures.count(row.outputs),
          "\(Figures.count(row.cases.count)) of \(Figures.count(cases.count))",
        ])
    }
    let sentences = sentences
    if !sentences.isEmpty { out += "\n" + sentences.joined(separator: "\n") + "\n" }
    if strangers > 0 {
      out +=
        "\n\(Figures.count(strangers)) outputs answer none of the cases, and are not counted.\n"
    }
    return out
  }

  /// The differences in words, one each.
  var sentences: [String] {
    differences.compactMap { difference in
      guard let found = difference.pairs.difference else { return nil }
      let what = difference.score == .right ? "right" : "conforming"
      return "\(difference.model) against \(difference.against), \(what) as they came:\n  "
        + "\(Figures.points(found.value)) points (\(Figures.points(found.low)) to "
        + "\(Figures.points(found.high)), \(Figures.count(difference.pairs.pairs)) pairs, "
        + "McNemar's p \(Figures.chance(difference.pairs.chance)))"
    }
  }

  /// `93.4 % (91.0-95.2)`; of fewer outputs than all with how many.
  static func share(_ proportion: Proportion) -> String {
    guard let share = proportion.share else { return "-" }
    let (low, high) = proportion.interval
    func tenths(_ value: Double) -> String { Figures.fixed(Int((value * 1000).rounded())) }
    return "\(Figures.percent(share)) (\(tenths(low))-\(tenths(high)))"
  }

  private static func fit(_ text: String, _ width: Int) -> String {
    let plain = text.unicodeScalars.map {
      $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : Character($0)
    }
    return String(plain.prefix(width))
      + String(repeating: " ", count: max(0, width - plain.count))
  }
}
