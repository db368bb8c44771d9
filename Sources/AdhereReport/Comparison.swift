/// Whether two models, providers or tools differ.
///
///     print(Comparison(report.row("small")!, report.row("large")!).sentence)
public struct Comparison: Sendable {
  /// One of the two.
  public var a: Report.Row
  /// The other one.
  public var b: Report.Row
  /// How much more often `a` conforms as it comes; nil where one of them has no outputs.
  public var asItCame: Proportion.Difference?
  /// How much more often `a` conforms after repair; nil where one of them has no outputs.
  public var afterRepair: Proportion.Difference?

  /// Compares two rows of a report.
  public init(_ a: Report.Row, _ b: Report.Row) {
    self.a = a
    self.b = b
    asItCame = Proportion.difference(a.asItCame, b.asItCame)
    afterRepair = Proportion.difference(a.afterRepair, b.afterRepair)
  }

  /// The differences and their intervals in two sentences, a line each.
  public var sentence: String {
    let first = sentence("as they come", asItCame, a.asItCame, b.asItCame)
    let second = sentence("after repair", afterRepair, a.afterRepair, b.afterRepair)
    return first + "\n" + second
  }

  private func sentence(
    _ when: String, _ difference: Proportion.Difference?, _ p: Proportion, _ q: Proportion
  ) -> String {
    guard let difference, let x = p.share, let y = q.share else {
      return "There are not enough outputs to compare \(a.name) with \(b.name) \(when)."
    }
    // Seen from the better one, as the size is.
    let isTurned = difference.isClear && difference.value < 0
    let low = Figures.points(isTurned ? -difference.high : difference.low)
    let high = Figures.points(isTurned ? -difference.low : difference.high)
    let shares =
      "\(Figures.percent(x)) of \(p.total) against \(Figures.percent(y)) of \(q.total), "
      + "95 % interval of the difference \(low) to \(high) points"
    if difference.isClear {
      let (better, worse) = difference.value > 0 ? (a.name, b.name) : (b.name, a.name)
      let size = Figures.points(abs(difference.value), signed: false)
      return "Outputs of \(better) conform more often than those of \(worse) \(when), "
        + "by \(size) points (\(shares))."
    }
    return "No difference between \(a.name) and \(b.name) \(when) is shown by these outputs "
      + "(\(shares))."
  }
}
