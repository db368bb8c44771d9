#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import Adherence

/// A file that is there whole or not at all: written under another name, renamed at the end.
final class OutputFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var digest = SHA256()
  private(set) var byteCount = 0
  private(set) var rows = 0

  /// - Throws: ``ExportError`` where it cannot be made.
  init(_ path: String) throws(ExportError) {
    self.path = path
    temporary = "\(path).partial"
    // Rows hold what users wrote.
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ExportError("cannot write \(temporary): \(String(cString: strerror(errno)))")
    }
    buffer.reserveCapacity(1 << 20)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  func append(line: UnsafeBufferPointer<UInt8>) throws(ExportError) {
    buffer.append(contentsOf: line)
    buffer.append(UInt8(ascii: "\n"))
    byteCount += line.count + 1
    rows += 1
    if buffer.count >= 1 << 20 { try flush() }
  }

  func append(line: [UInt8]) throws(ExportError) {
    let result: Result<Void, ExportError> = line.withUnsafeBufferPointer { bytes in
      do throws(ExportError) {
        return .success(try append(line: bytes))
      } catch { return .failure(error) }
    }
    try result.get()
  }

  private func flush() throws(ExportError) {
    digest.update(buffer)
    var done = 0
    while done < buffer.count {
      let n = buffer.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if n >= 0 {
        done += n
      } else if errno != EINTR {
        throw ExportError("cannot write \(temporary): \(String(cString: strerror(errno)))")
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Makes the file appear under its name.
  ///
  /// - Returns: SHA-256 of its bytes.
  func commit() throws(ExportError) -> String {
    try flush()
    guard fsync(descriptor) == 0 else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    close(descriptor)
    descriptor = -1
    guard rename(temporary, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw ExportError("cannot write \(path): \(reason)")
    }
    return Hexadecimal.text(digest.finish())
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

// The global function, not the method around it.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
