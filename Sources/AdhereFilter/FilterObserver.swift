package import AdherePlatform
package import AdhereTallies
package import AdhereTraces

/// Receives what happens during a run beside its output. Called on the thread that runs the
/// filter, in the order of the input.
package protocol FilterObserver: AnyObject {
  /// Outputs that were left out of `value` output, and records that could not be judged.
  func filter(failed failures: [FilterFailure])
  /// What was done to answers that are passed on in the provider's own form, and how their
  /// `finish_reason` was read.
  func filter(noted notes: [FilterNote])
  /// The kind of the inputs was decided from the first bytes.
  func filter(decided kind: InputKind)
  /// An input that could not be opened or read to its end; the run goes on with the next.
  func filter(cannotRead error: IOError)
  /// Called after every block of about 128 KiB with the counts so far.
  func filter(progressed tally: FilterTally)
  /// Traces and counts to be kept. The outputs they are of are written once ``filterKept`` counts
  /// this call.
  func filter(recorded traces: [Trace], _ tallies: Tallies)
  /// Of how many calls of `filter(recorded:_:)`, from the first on, everything is on disk, or
  /// was reported lost.
  var filterKept: Int { get }
  /// Waits until ``filterKept`` is at least this.
  func filterWaitUntilKept(_ count: Int)
  /// Ends the run before the next outputs are written.
  var filterMustStop: Bool { get }
}

extension FilterObserver {
  package func filter(noted notes: [FilterNote]) {}
  package func filter(decided kind: InputKind) {}
  package func filter(progressed tally: FilterTally) {}
  package func filter(recorded traces: [Trace], _ tallies: Tallies) {}
  package var filterKept: Int { .max }
  package func filterWaitUntilKept(_ count: Int) {}
  package var filterMustStop: Bool { false }
}
