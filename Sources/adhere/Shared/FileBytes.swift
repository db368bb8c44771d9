#if CLI
  import AdhereBytes
  import AdherePlatform

  /// Files read whole or by lines, and output written, with errors that name the file.
  enum FileBytes {
    /// A line of a file without its LF or CR LF.
    struct Line {
      var bytes: [UInt8]
      /// From 1.
      var number: Int
      /// The path, or `standard input`.
      var file: String

      /// Whether it holds nothing but spaces and tabs.
      var isBlank: Bool {
        bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      }
    }

    /// A path as messages name it.
    static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

    /// The bytes of a file; of standard input where the path is `-`.
    ///
    /// - Parameter limit: bytes that are read at most; a longer file is an error.
    static func read(_ path: String, limit: Int = 64 << 20) throws(CommandError) -> [UInt8] {
      var bytes: [UInt8] = []
      do throws(IOError) {
        let reader = try LineReader(path)
        while bytes.count <= limit, let piece = try reader.piece() { bytes += piece }
      } catch {
        throw CommandError(error.message)
      }
      guard bytes.count <= limit else {
        throw CommandError("\(name(path)): longer than \(limit >> 20) MiB; is it the right file?")
      }
      return bytes
    }

    /// The first bytes of a file, at most so many; none where it cannot be read.
    static func beginning(of path: String, atMost count: Int) throws(CommandError) -> [UInt8] {
      let descriptor = try CommandError.converting { () throws(IOError) in
        try Descriptor.open(path, action: "cannot read \(path)")
      }
      defer { Descriptor.close(descriptor) }
      return (try? Descriptor.piece(descriptor, atMost: count, name: path)) ?? []
    }

    /// Calls `body` with each line of a file as soon as it is there, until one returns false.
    ///
    /// - Parameters:
    ///   - path: of the file; `-` is standard input.
    ///   - keepsReturn: leave the CR before the LF.
    static func forEachLine(
      _ path: String, keepsReturn: Bool = false, _ body: (Line) throws(CommandError) -> Bool
    ) throws(CommandError) {
      let reader = try CommandError.converting { () throws(IOError) in try LineReader(path) }
      var number = 0
      while true {
        let bytes = try CommandError.converting { () throws(IOError) in
          try reader.line(keepsReturn: keepsReturn)
        }
        guard let bytes else { return }
        number += 1
        guard try body(Line(bytes: bytes, number: number, file: reader.name)) else { return }
      }
    }

    /// Writes all of it; false where the reader has gone away, which is no error.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) throws(CommandError) -> Bool {
      // The pointer is used while the array is alive: a closure could not throw a typed error.
      let buffer = bytes.withUnsafeBufferPointer { $0 }
      defer { withExtendedLifetime(bytes) {} }
      return try CommandError.converting { () throws(IOError) in
        try Descriptor.write(output: buffer, to: descriptor)
      }
    }

    /// Writes a file whole or not at all.
    static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
      try CommandError.converting { () throws(IOError) in
        try AtomicFile.write(bytes, to: path)
      }
    }
  }
#endif
