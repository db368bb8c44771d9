import AdherePlatform

#if CLI
  import AdhereJudging

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Files read whole, and inputs read line by line, with errors that name them.
  enum FileBytes {
    /// The bytes of a file; of standard input where the path is `-`.
    ///
    /// - Parameter limit: bytes that are read at most; a longer file is an error.
    static func read(_ path: String, limit: Int = 64 << 20) throws(CommandError) -> [UInt8] {
      let reader = try LineReader(path)
      var bytes: [UInt8] = []
      while let piece = try reader.piece() {
        bytes += piece
        if bytes.count > limit {
          throw CommandError(
            "\(reader.name): longer than \(limit >> 20) MiB; is it the right file?")
        }
      }
      return bytes
    }

    /// Writes all of it; false where the reader has gone away, which is no error.
    static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) throws(CommandError) -> Bool {
      do throws(IOError) {
        return try bytes.withUnsafeBufferPointer { buffer throws(IOError) in
          try Descriptor.write(output: buffer, to: descriptor)
        }
      } catch {
        throw CommandError(error.message)
      }
    }
  }

  /// Reads an input by lines, each as soon as it is there.
  final class LineReader {
    /// As it is told to users.
    let name: String
    private let descriptor: Int32
    private var ahead: [UInt8] = []
    /// Bytes of `ahead` that were handed out already.
    private var position = 0

    /// - Parameter path: of a file; `-` stands for standard input.
    init(_ path: String) throws(CommandError) {
      name = path == "-" ? "standard input" : path
      descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw CommandError("cannot read \(name): \(String(cString: strerror(errno)))")
      }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next bytes, whatever is there; nil at the end.
    func piece() throws(CommandError) -> [UInt8]? {
      do throws(IOError) {
        let piece = try Descriptor.piece(descriptor, atMost: 64 << 10, name: name)
        return piece.isEmpty ? nil : piece
      } catch {
        throw CommandError(error.message)
      }
    }

    /// The next line without its LF or CR LF; nil at the end.
    ///
    /// - Parameter keepsReturn: leave the CR, for those who mind it.
    func line(keepsReturn: Bool = false) throws(CommandError) -> [UInt8]? {
      var searched = position
      while true {
        if let end = ahead[searched...].firstIndex(of: UInt8(ascii: "\n")) {
          defer { position = end + 1 }
          let line = ahead[position..<end]
          return Array(keepsReturn ? line : Self.withoutReturn(line))
        }
        ahead.removeSubrange(..<position)
        position = 0
        searched = ahead.count
        guard let more = try piece() else {
          defer { ahead = [] }
          return ahead.isEmpty
            ? nil : Array(keepsReturn ? ahead[...] : Self.withoutReturn(ahead[...]))
        }
        ahead += more
      }
    }

    private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
  }
#endif
