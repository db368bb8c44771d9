/// Chooses how many of the passing rows are mixed in, and which: those with the smallest hashes,
/// so that the choice is spread over the store and the same every time.
struct Shares {
  private var passing: [UInt64] = []
  private var noCall: [UInt64] = []
  private var others = 0
  private let options: CurationOptions

  init(_ options: CurationOptions) { self.options = options }

  mutating func count(_ origin: Example.Origin, _ hash: UInt64) {
    switch origin {
    case .passing: passing.append(hash)
    case .noCall: noCall.append(hash)
    default: others += 1
    }
  }

  /// The greatest hash of each kind that is kept; nil: none is.
  struct Thresholds {
    var passing: UInt64?
    var noCall: UInt64?

    /// Keeps all.
    static let all = Thresholds(passing: .max, noCall: .max)

    func keep(_ origin: Example.Origin, _ hash: UInt64) -> Bool {
      switch origin {
      case .passing: passing.map { hash <= $0 } ?? false
      case .noCall: noCall.map { hash <= $0 } ?? false
      default: true
      }
    }
  }

  func thresholds() -> Thresholds {
    let p = options.passingShare
    let n = options.noCallShare
    // Shares of 1 keep all; the other share is then one of the rest.
    let bound = (p >= 1 ? 0 : p) + (n >= 1 ? 0 : n)
    let base =
      Double(others) + (p >= 1 ? Double(passing.count) : 0) + (n >= 1 ? Double(noCall.count) : 0)
    let total = bound < 1 ? base / (1 - bound) : .infinity
    return Thresholds(
      passing: threshold(passing, p >= 1 ? .infinity : (total * p).rounded()),
      noCall: threshold(noCall, n >= 1 ? .infinity : (total * n).rounded()))
  }

  private func threshold(_ hashes: [UInt64], _ wanted: Double) -> UInt64? {
    if hashes.isEmpty || !(wanted >= 1) { return nil }
    if wanted >= Double(hashes.count) { return .max }
    return hashes.sorted()[Int(wanted) - 1]
  }
}
