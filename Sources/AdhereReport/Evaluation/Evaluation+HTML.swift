extension Evaluation {
  /// The scores as one page that needs nothing else: no network, no scripts.
  public func html(title: String = "Evaluation") -> String {
    let scores: [(Score, String, String)] = [
      (.conforms, "Conforming as they came", "valid"),
      (.repaired, "Conforming after repair", "repaired"),
      (.right, "Right as they came", "valid"), (.rightRepaired, "Right after repair", "repaired"),
      (.overCalled, "Called a tool without need", "invalid"),
      (.missedCall, "No call where one is due", "truncated"),
      (.unread, "Calls that cannot be read", "unreadable"),
    ]
    let sections = scores.compactMap { score, name, colour -> String? in
      guard rows.contains(where: { $0[score].total > 0 }) else { return nil }
      let lines = rows.map { row in
        let proportion = row[score]
        let share = Int(((proportion.share ?? 0) * 1000).rounded())
        return """
          <div class="row"><div class="name">\(Charts.escape(row.model)) \
          <span class="small">of \(Figures.count(proportion.total))</span></div>\
          <div class="figure">\(Evaluation.share(proportion))</div><div class="stack">\
          <i style="flex:\(share) 0 0;background:var(--\(colour))"></i>\
          <i style="flex:\(1000 - share) 0 0"></i></div></div>
          """
      }
      return "<section><h2>\(name)</h2>\n\(lines.joined(separator: "\n"))\n</section>"
    }
    let words = sentences.map { "<p>\(Charts.escape($0)).</p>" }.joined(separator: "\n")
    let head = """
      <p class="faint">\(Figures.count(cases.count)) cases, \(Figures.count(casesWithoutCall)) of them \
      without need of a call. Intervals are of 95 %: Wilson's of shares, Newcombe's of paired \
      differences. Cases made of failures alone flatter whatever comes next: of one model's failures \
      a second sample passes many by chance.</p>
      \(words)
      """
    return HTMLPage.text(title, head: head, sections)
  }
}
