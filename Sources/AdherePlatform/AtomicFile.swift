#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are there whole or not at all: what reads them, such as the textfile collector of
/// node_exporter, may look at any moment.
package enum AtomicFile {
  /// Writes beside the file and then takes its place.
  ///
  /// - Throws: ``FilterError`` where the folder or the disk does not let it; the file is then as
  ///   it was.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt16 = 0o644)
    throws(FilterError)
  {
    // Not `.prom` at the end, which the collector would read.
    let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw FilterError("cannot write \(path)", errno: errno) }
    var code: Int32 = 0
    var done = 0
    while done < bytes.count, code == 0 {
      let n = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if n >= 0 { done += n } else if errno != EINTR { code = errno }
    }
    if code == 0, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    close(descriptor)
    if code == 0, rename(temporary, path) != 0 { code = errno }
    if code != 0 {
      unlink(temporary)
      throw FilterError("cannot write \(path)", errno: code)
    }
  }
}

// The global function, not the method beside it.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
