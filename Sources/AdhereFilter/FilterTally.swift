import AdhereTallies
package import AdhereJudging

/// Counts of one run.
package struct FilterTally: Sendable, Equatable {
  private var counts = [Int](repeating: 0, count: Outcome.allCases.count)
  /// Bytes judged or skipped, line ends included.
  package internal(set) var bytes = 0
  /// The reader of our output went away before the end; what followed was not judged.
  package internal(set) var isCutShort = false
  /// Inputs that could not be read.
  package internal(set) var unreadInputs = 0

  package init() {}

  /// Outputs with this outcome.
  package subscript(outcome: Outcome) -> Int {
    get { counts[outcome.position] }
    set { counts[outcome.position] = newValue }
  }

  package var outputs: Int { counts.reduce(0, +) }

  /// Outputs that ended neither `valid` nor `repaired` nor `no_call` nor `unchecked`.
  package var failures: Int {
    Outcome.allCases.reduce(0) { $0 + ($1.isSuccess ? 0 : self[$1]) }
  }

  package static func += (a: inout FilterTally, b: FilterTally) {
    for i in a.counts.indices { a.counts[i] += b.counts[i] }
    a.bytes += b.bytes
    a.isCutShort = a.isCutShort || b.isCutShort
    a.unreadInputs += b.unreadInputs
  }
}
