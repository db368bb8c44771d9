#if Store
  import GRDB

  /// What is wrong with a store: which file, why, and what to do about it.
  public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of what can be wrong. May grow.
    #if hasAttribute(nonexhaustive)
      @nonexhaustive
    #endif
    public enum Kind: String, Sendable {
      /// There is no file, or no folder for it.
      case missing
      /// Another process holds it for longer than the wait.
      case locked
      /// The disk, or the quota, is full.
      case full
      /// The file is damaged.
      case corrupt
      /// It was made by a newer version.
      case newer
      /// It may not be written.
      case readOnly
      /// It is a file of something else.
      case notAStore
      /// Any other failure of SQLite or of the system.
      case failed
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// One sentence for people, with the path.
    public var message: String

    /// An error of this kind.
    public init(_ kind: Kind, _ message: String) {
      self.kind = kind
      self.message = message
    }

    /// The sentence.
    public var description: String { message }

    init(_ error: any Error, _ path: String) {
      if let error = error as? StoreError {
        self = error
        return
      }
      if let error = error as? StoreDamage {
        self.init(
          .corrupt,
          "the store \(path) is damaged: \(error.message); move it away and start a new one")
        return
      }
      guard let error = error as? DatabaseError else {
        self.init(.failed, "the store \(path): \(error)")
        return
      }
      let reason = error.message ?? "error \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        self.init(
          .locked,
          "the store \(path) is locked by another process; try again when it is done, or give "
            + "every process a store of its own and merge them with adhere traces import")
      case .SQLITE_FULL:
        self.init(
          .full, "the disk is full: the store \(path) takes nothing more until there is room")
      case .SQLITE_CORRUPT:
        self.init(
          .corrupt,
          "the store \(path) is damaged: \(reason); move it away and start a new one, "
            + "`sqlite3 \(path) .recover` may save what it holds")
      case .SQLITE_NOTADB:
        self.init(.notAStore, "\(path) is no trace store: it is not an SQLite database")
      case .SQLITE_READONLY, .SQLITE_PERM:
        self.init(.readOnly, "the store \(path) may not be written: \(reason)")
      case .SQLITE_CANTOPEN:
        self.init(.missing, "cannot open the store \(path): \(reason); is there such a folder?")
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE:
        self.init(
          .full,
          "the store \(path) cannot be written on: \(reason); is there room for it, and may a file "
            + "grow so large?")
      case .SQLITE_IOERR:
        self.init(.failed, "the store \(path): the disk failed: \(reason)")
      default: self.init(.failed, "the store \(path): \(reason)")
      }
    }
  }
#endif
