import AdhereJudging

/// The charts of the page. Widths are shares of the column, so they fit a phone.
enum Charts {
  /// Outcomes in the order of the stack, the best first.
  static let order: [Outcome] = [
    .valid, .noCall, .repaired, .invalid, .unreadable, .truncated, .refused,
  ]

  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      // Control characters are not allowed in HTML, directions would turn the page round.
      case _
      where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value):
        out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// What became of the outputs of a row, as one bar.
  static func stack(_ row: Report.Row) -> String {
    guard row.judged > 0 else { return "" }
    var out = "<div class=\"stack\" role=\"img\" aria-label=\"\(escape(row.name))\">"
    for outcome in order {
      guard let count = row.outcomes[outcome], count > 0 else { continue }
      out +=
        "<i style=\"flex:\(count) 0 0;background:var(--\(outcome.rawValue))\" "
        + "title=\"\(outcome.rawValue) \(Figures.count(count))\"></i>"
    }
    return out + "</div>"
  }

  static func legend(_ outcomes: Set<Outcome>) -> String {
    let items = order.filter(outcomes.contains).map {
      "<span><i style=\"background:var(--\($0.rawValue))\"></i>\($0.rawValue)</span>"
    }
    return "<div class=\"legend\">\(items.joined())</div>"
  }

  /// Bars with names and counts.
  static func bars(_ items: [(name: String, detail: String, count: Int, colour: String)]) -> String
  {
    let most = items.map(\.count).max() ?? 1
    return items.map { item in
      let width = Figures.fixed(max(5, item.count * 1000 / max(1, most)))
      return """
        <div class="row"><div class="name"><code>\(escape(item.name))</code> \
        <span class="small">\(escape(item.detail))</span></div>\
        <div class="figure">\(Figures.count(item.count))</div>\
        <div class="stack"><i style="width:\(width)%;background:var(--\(item.colour))"></i></div></div>
        """
    }.joined(separator: "\n")
  }

  /// Adherence by day, a line for each model.
  static func trend(_ models: [(model: String, days: [Report.Row])]) -> String {
    let days = Set(models.flatMap { $0.days.map(\.name) }).sorted()
    guard !days.isEmpty else { return "" }
    let places = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
    let (left, right, top, bottom) = (38.0, 392.0, 8.0, 196.0)
    func x(_ day: String) -> Double {
      days.count == 1
        ? (left + right) / 2
        : left + (right - left - 8) * Double(places[day]!) / Double(days.count - 1) + 4
    }
    func y(_ share: Double) -> Double { bottom - (bottom - top) * share }
    var out =
      "<svg viewBox=\"0 0 400 220\" role=\"img\" aria-label=\"Adherence by day and model\">"
    for step in 0...4 {
      let height = number(y(Double(step) / 4))
      out += "<line class=\"grid\" x1=\"38\" x2=\"392\" y1=\"\(height)\" y2=\"\(height)\"/>"
      out +=
        "<text x=\"34\" y=\"\(number(y(Double(step) / 4) + 4))\" text-anchor=\"end\">"
        + "\(step * 25)%</text>"
    }
    let shown = days.count <= 2 ? days : [days[0], days[days.count / 2], days[days.count - 1]]
    for (i, day) in shown.enumerated() {
      let anchor =
        days.count == 1 ? "middle" : i == 0 ? "start" : i == shown.count - 1 ? "end" : "middle"
      out +=
        "<text x=\"\(number(x(day)))\" y=\"214\" text-anchor=\"\(anchor)\">\(escape(day))</text>"
    }
    for (i, (model, rows)) in models.enumerated() {
      let points = rows.compactMap { row in
        row.asItCame.share.map { "\(number(x(row.name))),\(number(y($0)))" }
      }
      let colour = "var(--c\(i % 6))"
      if points.count > 1 {
        out +=
          "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" "
          + "style=\"stroke:\(colour);stroke-width:2\"/>"
      }
      for point in points where points.count <= 60 {
        let parts = point.split(separator: ",")
        out +=
          "<circle cx=\"\(parts[0])\" cy=\"\(parts[1])\" r=\"3\" style=\"fill:\(colour)\">"
          + "<title>\(escape(model))</title></circle>"
      }
    }
    out += "</svg><div class=\"legend\">"
    for (i, (model, _)) in models.enumerated() {
      out += "<span><i style=\"background:var(--c\(i % 6))\"></i>\(escape(model))</span>"
    }
    return out + "</div>"
  }

  private static func number(_ value: Double) -> String {
    Figures.fixed(Int((value * 10).rounded()))
  }
}
