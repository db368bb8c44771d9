/// Counts of one run.
public struct FilterTally: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Bytes judged or skipped, line ends included.
  public internal(set) var bytes = 0
  /// The reader of our output went away before the end; what followed was not judged.
  public internal(set) var isCutShort = false
  /// Inputs that could not be read.
  public internal(set) var unreadInputs = 0

  public init() {}

  /// Outputs that ended so.
  public subscript(outcome: Outcome) -> Int {
    get { counts[outcome.position] }
    set { counts[outcome.position] = newValue }
  }

  public var outputs: Int { counts.reduce(0, +) }

  /// Outputs that ended neither `valid` nor `repaired` nor `no_call`.
  public var failures: Int {
    Outcome.allCases.reduce(0) { $0 + ($1.isSuccess ? 0 : self[$1]) }
  }

  public static func += (a: inout FilterTally, b: FilterTally) {
    for i in a.counts.indices { a.counts[i] += b.counts[i] }
    a.bytes += b.bytes
    a.isCutShort = a.isCutShort || b.isCutShort
    a.unreadInputs += b.unreadInputs
  }
}
