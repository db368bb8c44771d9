/// How much a repair may do. Each tier includes the ones before it.
///
///     Tier.lossless < .safe    // true
public enum Tier: String, Sendable, Comparable, CaseIterable, Codable {
  /// Changes notation only; the value meant is not in doubt.
  case lossless
  /// Uses the schema, where only one reading conforms.
  case safe
  /// Changes or drops what the model wrote; each rule is switched on by name.
  case guess

  private var rank: Int {
    switch self {
    case .lossless: 0
    case .safe: 1
    case .guess: 2
    }
  }

  /// A lower tier permits less.
  public static func < (a: Tier, b: Tier) -> Bool { a.rank < b.rank }
}
