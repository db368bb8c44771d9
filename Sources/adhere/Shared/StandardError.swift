#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whole messages to standard error. What cannot be written there is lost: there is no place
/// left to complain.
enum StandardError {
  static func write(_ text: String) { write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        #if canImport(Darwin)
          let n = Darwin.write(2, buffer.baseAddress! + done, buffer.count - done)
        #elseif canImport(Musl)
          let n = Musl.write(2, buffer.baseAddress! + done, buffer.count - done)
        #else
          let n = Glibc.write(2, buffer.baseAddress! + done, buffer.count - done)
        #endif
        if n < 0 {
          if errno == EINTR { continue }
          return
        }
        done += n
      }
    }
  }
}
