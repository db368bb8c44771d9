/// Whether two models, providers or tools differ.
public struct Comparison: Sendable {
  public var a: Report.Row
  public var b: Report.Row
  /// How much more often `a` conforms as it comes.
  public var asItCame: Proportion.Difference?
  /// How much more often `a` conforms after repair.
  public var afterRepair: Proportion.Difference?

  public init(_ a: Report.Row, _ b: Report.Row) {
    self.a = a
    self.b = b
    asItCame = Proportion.difference(a.asItCame, b.asItCame)
    afterRepair = Proportion.difference(a.afterRepair, b.afterRepair)
  }

  /// What a person wants to know, in two sentences.
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
    // Told from the side of the better one, as the size is.
    let isTurned = difference.isClear && difference.value < 0
    let low = Format.points(isTurned ? -difference.high : difference.low)
    let high = Format.points(isTurned ? -difference.low : difference.high)
    let shares =
      "\(Format.percent(x)) of \(p.total) against \(Format.percent(y)) of \(q.total), "
      + "95 % interval of the difference \(low) to \(high) points"
    if difference.isClear {
      let (better, worse) = difference.value > 0 ? (a.name, b.name) : (b.name, a.name)
      let size = Format.points(abs(difference.value), signed: false)
      return "Outputs of \(better) conform more often than those of \(worse) \(when), "
        + "by \(size) points (\(shares))."
    }
    return "No difference between \(a.name) and \(b.name) \(when) is shown by these outputs "
      + "(\(shares))."
  }
}

/// Numbers for people.
enum Format {
  /// `93.4 %`; never `100.0 %` or `0.0 %` for what is not quite that.
  static func percent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded()
    if tenths >= 1000, share < 1 { return ">99.9 %" }
    if tenths <= 0, share > 0 { return "<0.1 %" }
    return fixed(Int(tenths)) + " %"
  }

  /// Percentage points: `+2.3`.
  static func points(_ difference: Double, signed: Bool = true) -> String {
    let tenths = Int((difference * 1000).rounded())
    return (signed && tenths >= 0 ? "+" : "") + fixed(tenths)
  }

  /// Tenths as a decimal.
  static func fixed(_ tenths: Int) -> String {
    let size = abs(tenths)
    return (tenths < 0 ? "-" : "") + "\(size / 10).\(size % 10)"
  }

  /// Groups of three digits.
  static func count(_ value: Int) -> String {
    var digits = Array(String(value))
    var i = digits.count - 3
    while i > 0, digits[i - 1] != "-" {
      digits.insert(",", at: i)
      i -= 3
    }
    return String(digits)
  }
}
