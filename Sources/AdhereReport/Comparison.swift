/// Whether two models, providers or tools differ.
///
///     print(Comparison(report.row("small")!, report.row("large")!).sentence)
public struct Comparison: Sendable {
  /// One of the two.
  public var a: Report.Row
  /// The other one.
  public var b: Report.Row
  /// How much more often `a` conforms as it comes; nil where one of them has no outputs. Of pairs,
  /// where there is a ``pairing``.
  public var asItCame: Proportion.Difference?
  /// How much more often `a` conforms after repair; nil where one of them has no outputs.
  public var afterRepair: Proportion.Difference?
  /// The same requests answered by both; nil where the outputs are compared as two separate samples.
  public var pairing: Pairing.Result?
  /// Why there is no pairing; nil where there is one, and where none was sought.
  public var unpaired: String?

  /// Compares two rows of a report.
  ///
  /// - Parameters:
  ///   - a: one of the two.
  ///   - b: the other one.
  ///   - pairing: pairs of the outputs that the rows count; one without pairs is none.
  ///   - unpaired: why there is no pairing; passed over where there is one.
  public init(
    _ a: Report.Row, _ b: Report.Row, pairing: Pairing.Result? = nil, unpaired: String? = nil
  ) {
    self.a = a
    self.b = b
    self.pairing = pairing.flatMap { $0.requests > 0 ? $0 : nil }
    self.unpaired = self.pairing == nil ? unpaired : nil
    asItCame =
      self.pairing?.asItCame.difference ?? Proportion.difference(a.asItCame, b.asItCame)
    afterRepair =
      self.pairing?.afterRepair.difference ?? Proportion.difference(a.afterRepair, b.afterRepair)
  }

  /// The differences and their intervals in two sentences, a line each, and how they were made out.
  public var sentence: String {
    var lines = [
      sentence("as they come", asItCame, pairing?.asItCame, a.asItCame, b.asItCame),
      sentence("after repair", afterRepair, pairing?.afterRepair, a.afterRepair, b.afterRepair),
    ]
    if let unpaired { lines.append("Not paired by request: \(unpaired).") }
    return lines.joined(separator: "\n")
  }

  /// What the shares of conforming outputs do not show: answers without a call, calls that were not
  /// asked for, calls that could not be read. Nil where neither side has any.
  public var calls: String? {
    let rows = [a, b]
    guard rows.contains(where: { $0.noCall.count + $0.notAsked.count + $0.unread.count > 0 })
    else { return nil }
    return rows.map { row in
      func share(_ proportion: Proportion) -> String {
        proportion.share.map(Figures.percent) ?? "none"
      }
      return
        "Of \(row.name), \(share(row.noCall)) called no tool, \(share(row.notAsked)) called one "
        + "that was not asked for, \(share(row.unread)) hold a call that cannot be read."
    }.joined(separator: "\n")
  }

  private func sentence(
    _ when: String, _ difference: Proportion.Difference?, _ pairs: PairedProportions?,
    _ p: Proportion, _ q: Proportion
  ) -> String {
    let (p, q) = (pairs?.first ?? p, pairs?.second ?? q)
    guard let difference, let x = p.share, let y = q.share else {
      return "There are not enough outputs to compare \(a.name) with \(b.name) \(when)."
    }
    // Seen from the better one, as the size is.
    let isTurned = difference.isClear && difference.value < 0
    let low = Figures.points(isTurned ? -difference.high : difference.low)
    let high = Figures.points(isTurned ? -difference.low : difference.high)
    let sizes =
      pairs.map { "\(Figures.percent(x)) against \(Figures.percent(y)) of \($0.pairs) pairs" }
      ?? "\(Figures.percent(x)) of \(p.total) against \(Figures.percent(y)) of \(q.total)"
    let test = pairs.map { ", McNemar's p \(Figures.chance($0.chance))" } ?? ""
    let shares = "\(sizes), 95 % interval of the difference \(low) to \(high) points\(test)"
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
