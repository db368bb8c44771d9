/// Numbers as people read them.
enum Figures {
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

  /// A probability: `0.032`, or `< 0.001`.
  static func chance(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    if thousandths < 1 { return "< 0.001" }
    if thousandths >= 1000 { return "1" }
    return "0.\(String(thousandths + 1000).dropFirst())"
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
