/// Which form of calls a report measured: an output that conforms in one is repaired in another.
extension Report {
  /// The forms in which calls were asked for, in words; nil where any form would do.
  public var formsMeasured: String? {
    let named = total.forms.filter { !$0.key.isEmpty && $0.value > 0 }
    guard !named.isEmpty else { return nil }
    let parts = named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
      count == total.judged ? name : "\(name) of \(Figures.count(count)) outputs"
    }
    return "Form of calls that was asked: \(parts.joined(separator: ", "))"
      + (named.values.reduce(0, +) < total.judged ? "; any of the others." : ".")
  }
}
