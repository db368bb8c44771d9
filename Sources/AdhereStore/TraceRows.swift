#if Store
  import AdhereBytes
  import AdhereJSON
  import AdherePlatform
  import AdhereTallies
  import AdhereTraces
  import GRDB

  /// Traces ready to be written.
  ///
  /// How often an output came is kept by where that is known from: the trace of the row, and every
  /// other that was found equal to it, by their ids. Of two numbers of one id the larger counts, so
  /// that nothing is counted twice, however often and in whatever order files and stores are taken
  /// in.
  struct TraceRows {
    /// How often an output came, by the id of a trace.
    struct Share {
      /// A hash: ids may be any text.
      var id: Int
      var count: Int
    }

    private struct Row {
      var trace: Trace
      var fingerprint: [UInt8]
      /// Where its JSON stands in ``bodies``.
      var body: Range<Int>
      var first: Int
      var last: Int
      /// Those of equal traces that its store knew.
      var shares: [Share]
    }

    private var rows: [Row] = []
    private var writer = JSONWriter()

    init(_ blocks: [[Trace]] = []) {
      rows.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
      for traces in blocks { for trace in traces { append(trace) } }
    }

    /// Places of all rows.
    var all: Range<Int> { rows.indices }

    /// Bytes of their JSON.
    var bytes: Int { writer.bytes.count }

    mutating func append(
      _ trace: Trace, first: Timestamp? = nil, last: Timestamp? = nil, shares: [Share] = []
    ) {
      let start = writer.bytes.count
      writer.append(trace.bounded())
      let time = trace.time.milliseconds
      rows.append(
        Row(
          trace: trace, fingerprint: trace.fingerprintBytes, body: start..<writer.bytes.count,
          first: first?.milliseconds ?? time, last: last?.milliseconds ?? time, shares: shares))
      writer.newline()
    }

    mutating func removeAll() {
      rows.removeAll(keepingCapacity: true)
      writer.removeAll()
    }

    static func hash(_ id: String) -> Int {
      var id = id
      let hash = id.withUTF8 { MurmurHash.hash($0).0 }
      return Int(Int64(bitPattern: hash))
    }

    /// Writes the rows at these places.
    func insert(
      _ places: Range<Int>, _ db: Database, _ series: inout [Series: Int64]
    ) throws -> TraceStore.Added {
      var added = TraceStore.Added()
      guard !places.isEmpty else { return added }
      let statements = try Statements(db)
      defer { statements.clear() }
      var last: (series: Series, id: Int64)?
      try writer.bytes.withUnsafeBufferPointer { bodies in
        for place in places {
          let row = rows[place]
          let name = Series(row.trace)
          let id: Int64
          if let last, last.series == name {
            id = last.id
          } else {
            id = try TraceStore.id(of: name, db, &series)
            last = (name, id)
          }
          try row.fingerprint.withUnsafeBytes { fingerprint in
            try statements.bind(
              row.trace, fingerprint, row.first, row.last, Int(id),
              UnsafeBufferPointer(rebasing: bodies[row.body]))
            if try statements.insert.run() > 0 {
              added.new += 1
              if !row.shares.isEmpty {
                try merge(row.shares, into: Int(db.lastInsertedRowID), row, statements)
              }
              return
            }
            // Of its id, but another output: a trace that was changed since.
            guard let seq = try statements.find(fingerprint) else {
              added.known += 1
              return
            }
            let own = Share(id: TraceRows.hash(row.trace.id), count: row.trace.occurrences)
            if try merge([own] + row.shares, into: seq, row, statements) {
              added.repeated += 1
            } else {
              added.known += 1
            }
          }
        }
      }
      return added
    }

    /// - Returns: whether the first share was new.
    @discardableResult
    private func merge(
      _ shares: [Share], into seq: Int, _ row: Row, _ statements: Statements
    ) throws -> Bool {
      let main = try statements.main(seq)
      var more = 0
      var isNew = false
      for (place, share) in shares.enumerated() {
        var known: Int?
        if share.id == main.id {
          known = main.own
          if share.count > main.own { try statements.setOwn(seq, share.count) }
        } else {
          known = try statements.known(seq, share.id)
          if share.count > known ?? 0 { try statements.keep(seq, share) }
        }
        if place == 0, known == nil { isNew = true }
        more += max(0, share.count - (known ?? 0))
      }
      try statements.update(
        seq, more, first: row.first, last: row.last,
        until: row.trace.rights.retainUntil?.milliseconds)
      return isNew
    }
  }
#endif
