#if Store
  import AdherePlatform
  public import AdhereTraces
  public import AdhereTallies
  import GRDB

  extension TraceStore {
    /// What became of traces that were given to a store.
    public struct Added: Sendable, Equatable {
      /// New rows.
      public var new = 0
      /// Counted with an equal one that was there.
      public var repeated = 0
      /// Left out: a trace of this id was taken in already.
      public var known = 0
      /// Could not be kept, though others could.
      public var lost = 0
      /// Outputs of which the counts could not be kept, though traces could.
      public var lostOutputs = 0
      /// Why something could not be kept.
      public var failure: StoreError?

      /// Nothing yet.
      public init() {}

      static func += (a: inout Added, b: Added) {
        a.new += b.new
        a.repeated += b.repeated
        a.known += b.known
        a.lost += b.lost
        a.lostOutputs += b.lostOutputs
        a.failure = a.failure ?? b.failure
      }
    }

    /// Adds traces and counts, in one transaction where that goes: when this returns they are there
    /// for good, but for what ``Added/lost`` and ``Added/lostOutputs`` say.
    ///
    /// A trace that cannot be kept, or a disk without room for all of them, costs what does not go
    /// in and nothing else.
    ///
    /// - Throws: ``StoreError``; then none of them is there.
    @discardableResult
    public func add(_ traces: [Trace], _ tallies: Tallies = Tallies()) throws(StoreError) -> Added {
      try add(blocks: [traces], tallies)
    }

    /// ``add(_:_:)`` of traces in several lists.
    ///
    /// - Throws: ``StoreError``; then none of them is there.
    @discardableResult
    package func add(blocks: [[Trace]], _ tallies: Tallies = Tallies()) throws(StoreError) -> Added
    {
      // Hashing and writing JSON need no lock.
      try add(TraceRows(blocks), tallies)
    }

    func add(_ rows: TraceRows, _ tallies: Tallies) throws(StoreError) -> Added {
      do throws(StoreError) {
        return try write { db in
          var series: [Series: Int64] = [:]
          let added = try rows.insert(rows.all, db, &series)
          try self.add(tallies, db, &series)
          try self.evict(db)
          return added
        }
      } catch {
        // A lock was waited for, and a file that is damaged is not written on.
        guard error.kind == .full || error.kind == .failed, !rows.all.isEmpty else { throw error }
        let added = salvage(rows, tallies)
        if added.lost == rows.all.count, added.lostOutputs > 0 || tallies.isEmpty {
          throw added.failure ?? error
        }
        return added
      }
    }

    /// Keeps what can be kept: the counts, which are small, then the traces in halves down to the
    /// single ones that do not go in.
    private func salvage(_ rows: TraceRows, _ tallies: Tallies) -> Added {
      var total = Added()
      do throws(StoreError) {
        try write { db in
          var series: [Series: Int64] = [:]
          try self.add(tallies, db, &series)
        }
      } catch {
        total.lostOutputs = tallies.outputs
        total.failure = error
      }
      // On a full disk each further try would fail as well, and cost as much.
      var refusals = 0
      var parts = [rows.all]
      while let part = parts.popLast() {
        guard refusals < 8 else {
          total.lost += part.count
          continue
        }
        do throws(StoreError) {
          total += try write { db in
            var series: [Series: Int64] = [:]
            let added = try rows.insert(part, db, &series)
            try self.evict(db)
            return added
          }
        } catch {
          if part.count > 1 {
            let middle = part.lowerBound + part.count / 2
            parts.append(middle..<part.upperBound)
            parts.append(part.lowerBound..<middle)
            continue
          }
          total.lost += 1
          total.failure = total.failure ?? error
          if error.kind != .failed { refusals += 1 }
        }
      }
      return total
    }
  }

  extension Series {
    /// Under which a trace is counted.
    init(_ trace: Trace) {
      self.init(
        provider: trace.provider ?? "", model: trace.model ?? "", surface: trace.surface,
        tool: trace.toolLabel, form: trace.form ?? "")
    }
  }
#endif
