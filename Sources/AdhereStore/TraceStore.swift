#if Store
  import AdherePlatform
  import GRDB

  /// Traces and counts in one SQLite file that many processes write at once.
  ///
  ///     let store = try TraceStore("adhere.db")
  ///     try store.add([trace], tallies)
  ///
  /// The file is in WAL mode and readable by its owner alone. What ``add(_:_:)`` returned from
  /// survives the death of the process at any point, with ``Sync/full`` that of the machine too.
  /// Equal outputs to equal requests (`Trace.fingerprint`) are one row with a number of
  /// occurrences.
  ///
  /// A file that is no store is not changed. One that was damaged, or made by somebody else to do
  /// harm, is an error that says what is wrong with it.
  public final class TraceStore: Sendable {
    /// How a store is used.
    public enum Access: Sendable {
      /// For adding to it; the file is made where there is none.
      case write
      /// For reports: the file is not changed.
      case read
    }

    /// What has to happen before ``add(_:_:)`` returns.
    public enum Sync: String, Sendable, CaseIterable {
      /// The system has it: the death of the process loses nothing, power loss may cost the last
      /// seconds.
      case normal
      /// The disk has it.
      case full
    }

    /// The path of the file.
    public let path: String
    /// Bytes beyond which the oldest traces make room for new ones; nil is without bound. Counts
    /// stay.
    public let maximumBytes: Int?
    let queue: DatabaseQueue
    /// The row of the instance that counts are added under; 0 where nothing is added.
    let instance: Int

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: the path of the file.
    ///   - access: what it is opened for.
    ///   - maximumBytes: see ``maximumBytes``.
    ///   - wait: seconds for which a lock of another process is waited for.
    ///   - sync: what has to happen before ``add(_:_:)`` returns.
    /// - Throws: ``StoreError`` with what the file is instead of a store that can be used.
    public init(
      _ path: String, access: Access = .write, maximumBytes: Int? = nil, wait: Double = 30,
      sync: Sync = .normal
    ) throws(StoreError) {
      self.path = path
      self.maximumBytes = maximumBytes
      var configuration = Configuration()
      configuration.label = "adhere.store"
      configuration.busyMode = .timeout(wait)
      configuration.readonly = access == .read
      configuration.prepareDatabase { db in
        // The file may be anybody's: functions with effects, and cells beyond their page, are not
        // for it.
        try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        guard access == .write else { return }
        // Before anything is changed in what may be a database of somebody else.
        _ = try StoreSchema.version(of: db, path)
        // Lets evicted traces give room back. Only takes effect in a file that is still empty,
        // and would wait for the lock in any other.
        if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
          try db.execute(sql: "PRAGMA auto_vacuum = 2")
        }
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = \(sync.rawValue)")
      }
      if access == .write { try TraceStore.makeFile(path) }
      if access == .read, !TraceStore.exists(path) {
        throw StoreError(
          .missing,
          "there is no store \(path); adhere filter --store \(path) makes one")
      }
      do {
        if access == .write {
          queue = try TraceStore.open(TraceStore.name(path), configuration, wait)
          instance = try queue.writeWithoutTransaction { db in
            try StoreSchema.migrate(db, path)
            return try StoreInstance.current(db, path)
          }
        } else {
          queue = try TraceStore.openForReading(path, configuration, wait)
          instance = 0
        }
      } catch {
        throw StoreError(error, path)
      }
    }

    /// Opens a store that is only read, also where nothing can be made beside it: a backup, a
    /// folder of somebody else.
    private static func openForReading(
      _ path: String, _ configuration: Configuration, _ wait: Double
    ) throws -> DatabaseQueue {
      func open(_ name: String) throws -> DatabaseQueue {
        let queue = try TraceStore.open(name, configuration, wait)
        let version = try queue.read { try StoreSchema.version(of: $0, path) }
        guard version == StoreSchema.version else {
          throw StoreError(
            .notAStore,
            version == 0
              ? "\(path) holds no traces and no counts yet"
              : "the store \(path) is of version \(version): open it once for writing, as by "
                + "adhere traces import, to bring it to \(StoreSchema.version)")
        }
        return queue
      }
      do {
        return try open(TraceStore.name(path))
      } catch let error as DatabaseError
        where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
      {
        var log = stat()
        if stat(path + "-wal", &log) == 0, log.st_size > 0 {
          throw StoreError(
            .readOnly,
            "the store \(path) cannot be read: what was written last stands in \(path)-wal, which "
              + "needs a folder that may be written; copy both to one")
        }
        // Nobody can write it where we cannot: it is as a file that never changes.
        return try open(uri(path) + "?immutable=1")
      }
    }

    /// A name that SQLite does not take for an URI.
    private static func name(_ path: String) -> String {
      path.hasPrefix("file:") ? "./" + path : path
    }

    private static func uri(_ path: String) -> String {
      let digits = Array("0123456789ABCDEF".utf8)
      var out = Array("file:".utf8)
      for byte in path.utf8 {
        if "?#%".utf8.contains(byte) {
          out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        } else {
          out.append(byte)
        }
      }
      return String(decoding: out, as: UTF8.self)
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
