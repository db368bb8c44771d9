#if Store
  import AdherePlatform
  import GRDB

  /// Traces and counts in one SQLite file that many processes write at once.
  ///
  ///     let store = try TraceStore("adhere.db")
  ///     try store.add([trace], tallies)
  ///
  /// The file is in WAL mode and readable by its owner alone. What ``add(_:_:)`` returned from
  /// survives the death of the process at any point. Equal outputs to equal requests
  /// (`Trace.fingerprint`) are one row with a number of occurrences.
  public final class TraceStore: Sendable {
    /// How a store is used.
    public enum Access: Sendable {
      /// For adding to it; the file is made where there is none.
      case write
      /// For reports: the file is not changed.
      case read
    }

    /// The path of the file.
    public let path: String
    /// Bytes beyond which the oldest traces make room for new ones; nil is without bound. Counts
    /// stay.
    public let maximumBytes: Int?
    let queue: DatabaseQueue

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - access: what it is opened for.
    ///   - maximumBytes: see ``maximumBytes``.
    ///   - wait: seconds for which a lock of another process is waited for.
    /// - Throws: ``StoreError`` with what the file is instead of a store that can be used.
    public init(
      _ path: String, access: Access = .write, maximumBytes: Int? = nil, wait: Double = 30
    ) throws(StoreError) {
      self.path = path
      self.maximumBytes = maximumBytes
      var configuration = Configuration()
      configuration.label = "adhere.store"
      configuration.busyMode = .timeout(wait)
      configuration.readonly = access == .read
      if access == .write {
        try TraceStore.makeFile(path)
        configuration.prepareDatabase { db in
          // Lets evicted traces give room back. Only takes effect in a file that is still empty,
          // and would wait for the lock in any other.
          if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
            try db.execute(sql: "PRAGMA auto_vacuum = 2")
          }
          _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
          try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
      }
      if access == .read, !TraceStore.exists(path) {
        throw StoreError(
          .missing,
          "there is no store \(path); adhere filter --store \(path) makes one")
      }
      do {
        queue = try TraceStore.open(path, configuration, wait)
        if access == .write {
          try queue.writeWithoutTransaction { try StoreSchema.migrate($0, path) }
        } else {
          let version = try queue.read { try StoreSchema.version(of: $0, path) }
          guard version == StoreSchema.version else {
            throw StoreError(
              .notAStore,
              version == 0
                ? "\(path) holds no traces and no counts yet"
                : "the store \(path) is of version \(version): open it once for writing, as by "
                  + "adhere traces import, to bring it to \(StoreSchema.version)")
          }
        }
      } catch {
        throw StoreError(error, path)
      }
    }

    private static func exists(_ path: String) -> Bool {
      var info = stat()
      return stat(path, &info) == 0
    }

    /// SQLite would make the file readable by all users.
    private static func makeFile(_ path: String) throws(StoreError) {
      do throws(IOError) {
        Descriptor.close(try Descriptor.open(path, O_RDWR | O_CREAT, mode: 0o600))
      } catch {
        let reason = IOError.reason(error.code)
        switch error.code {
        case EACCES, EPERM, EROFS:
          throw StoreError(.readOnly, "the store \(path) may not be written: \(reason)")
        case ENOSPC, EDQUOT:
          throw StoreError(.full, "the disk is full: the store \(path) cannot be made")
        default: throw StoreError(.missing, "cannot open the store \(path): \(reason)")
        }
      }
    }

    /// Turning a new file to WAL mode does not wait for others that do the same.
    private static func open(_ path: String, _ configuration: Configuration, _ wait: Double) throws
      -> DatabaseQueue
    {
      let clock = ContinuousClock()
      let end = clock.now + .seconds(wait)
      while true {
        do {
          return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && clock.now < end
        {
          usleep(50_000)
        }
      }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
      do {
        return try queue.read(body)
      } catch {
        throw StoreError(error, path)
      }
    }

    /// Everything or nothing of what `body` does.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
      do {
        return try queue.writeWithoutTransaction { db in
          var result: Value?
          try db.inTransaction(.immediate) {
            result = try body(db)
            return .commit
          }
          return result!
        }
      } catch {
        throw StoreError(error, path)
      }
    }
  }
#endif
