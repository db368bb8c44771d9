#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import Adherence

/// A file that is there whole or not at all: written under another name, sealed, renamed.
final class OutputFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isPublished = false
  private var buffer: [UInt8] = []
  private let hasDigest: Bool
  private var writer: WriteBehind?
  private(set) var byteCount = 0
  private(set) var rows = 0
  /// SHA-256 of its bytes, hexadecimal, once it is sealed; empty where none was asked for.
  private(set) var sha256 = ""

  private static let block = 1 << 20

  /// - Parameter hasDigest: whether there will be a ``sha256``.
  /// - Throws: ``ExportError`` where it cannot be made.
  init(_ path: String, hasDigest: Bool = false) throws(ExportError) {
    self.path = path
    self.hasDigest = hasDigest
    temporary = "\(path).partial"
    // Rows hold what users wrote.
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ExportError("cannot write \(temporary): \(String(cString: strerror(errno)))")
    }
    buffer.reserveCapacity(Self.block + Self.block / 4)
  }

  deinit {
    _ = writer?.end()
    if descriptor >= 0 { close(descriptor) }
    if !isPublished { unlink(temporary) }
  }

  func append(line: [UInt8]) throws(ExportError) {
    buffer.append(contentsOf: line)
    buffer.append(UInt8(ascii: "\n"))
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
      throw ExportError("cannot write \(temporary): \(String(cString: strerror(code)))")
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
      if hasDigest { sha256 = Hexadecimal.text(end.digest) }
    } else if hasDigest {
      var digest = SHA256()
      sha256 = Hexadecimal.text(digest.finish())
    }
    try check(fsync(descriptor) == 0 ? 0 : errno)
    // Of many shards, each would keep its descriptor.
    close(descriptor)
    descriptor = -1
  }

  /// Makes the file, which is sealed, appear under its name.
  func publish() throws(ExportError) {
    guard rename(temporary, path) == 0 else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    isPublished = true
  }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }
}
