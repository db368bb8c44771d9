import AdhereBytes
import AdherePlatform

/// A file that is there whole or not at all: written under another name, sealed, renamed.
final class OutputFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isPublished = false
  /// The file under the temporary name belongs to another export.
  private var isForeign = false
  private var buffer: [UInt8] = []
  private let hasDigest: Bool
  private let holdsLock: Bool
  private var writer: WriteBehind?
  private(set) var byteCount = 0
  private(set) var rows = 0
  /// SHA-256 of its bytes, hexadecimal, once it is sealed; empty where none was wanted.
  private(set) var sha256 = ""

  private static let block = 1 << 20

  /// - Parameters:
  ///   - hasDigest: whether there will be a ``sha256``.
  ///   - holdsLock: whether no other process may begin to write it before it is published.
  /// - Throws: ``ExportError`` where it cannot be made, or is being written by another process.
  init(_ path: String, hasDigest: Bool = false, holdsLock: Bool = false) throws(ExportError) {
    self.path = path
    self.hasDigest = hasDigest
    self.holdsLock = holdsLock
    temporary = "\(path).partial"
    // Rows hold what users wrote.
    var there = stat()
    if lstat(path, &there) == 0, there.st_mode & S_IFMT != S_IFREG {
      descriptor = -1
      isForeign = true
      throw ExportError("\(path) is a link, a device or a folder, and is not replaced")
    }
    // What somebody else put in the way is not written through: a link leads to another file.
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      isForeign = true
      let reason = errno == ELOOP ? "it is a link" : IOError.reason(errno)
      throw ExportError("cannot write \(temporary): \(reason)")
    }
    guard fstat(descriptor, &there) == 0, there.st_mode & S_IFMT == S_IFREG, there.st_nlink == 1
    else {
      isForeign = true
      throw ExportError("cannot write \(temporary): it is no file of its own; delete it")
    }
    // What a dead process left is not locked. A lock that came with the renaming of the file is
    // one on what has another name by now.
    var own = stat()
    var named = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &own) == 0,
      stat(temporary, &named) == 0, own.st_ino == named.st_ino
    else {
      isForeign = true
      throw ExportError("\(temporary) is being written by another export; choose another name")
    }
    try check(ftruncate(descriptor, 0) == 0 ? 0 : errno)
    buffer.reserveCapacity(Self.block + Self.block / 4)
  }

  deinit {
    _ = writer?.end()
    if descriptor >= 0 { close(descriptor) }
    if !isPublished, !isForeign { unlink(temporary) }
  }

  func append(line: [UInt8]) throws(ExportError) {
    buffer.append(contentsOf: line)
    buffer.append(ASCII.lineFeed)
    byteCount += line.count + 1
    rows += 1
    if buffer.count >= Self.block { try flush() }
  }

  private func flush() throws(ExportError) {
    if buffer.isEmpty { return }
    let writer = writer ?? WriteBehind(descriptor, hasDigest: hasDigest)
    self.writer = writer
    try check(writer.write(buffer))
    buffer = []
    buffer.reserveCapacity(Self.block + Self.block / 4)
  }

  private func check(_ code: Int32) throws(ExportError) {
    if code != 0 {
      throw ExportError("cannot write \(temporary): \(IOError.reason(code))")
    }
  }

  /// Brings everything to the disk: what can fail for want of room does so here. Nothing can be
  /// added afterwards.
  func seal() throws(ExportError) {
    try flush()
    buffer = []
    if let writer {
      self.writer = nil
      let end = writer.end()
      try check(end.error)
      if hasDigest { sha256 = Hex.string(end.digest) }
    } else if hasDigest {
      var digest = SHA256()
      sha256 = Hex.string(digest.finish())
    }
    try check(fsync(descriptor) == 0 ? 0 : errno)
    if holdsLock { return }
    // Of many shards, each would keep its descriptor.
    close(descriptor)
    descriptor = -1
  }

  /// Makes the file, which is sealed, appear under its name.
  func publish() throws(ExportError) {
    guard rename(temporary, path) == 0 else {
      throw ExportError("cannot write \(path): \(IOError.reason(errno))")
    }
    isPublished = true
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
