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

    /// How long a file or line may be.
    struct Limit {
      var bytes: Int
      /// What raises it; nil where nothing does.
      var option: String?

      init(_ bytes: Int, option: String? = nil) {
        self.bytes = bytes
        self.option = option
      }

      static let usual = Limit(64 << 20)

      func exceeded(_ name: String) -> CommandError {
        let help = option.map { "\($0) raises that" } ?? "is it the right file?"
        return CommandError("\(name): longer than \(bytes) bytes; \(help)")
      }
    }

    /// A path as messages name it.
    static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

    /// The bytes of a file; of standard input where the path is `-`.
    ///
    /// - Parameter limit: a longer file is an error.
    static func read(_ path: String, limit: Limit = .usual) throws(CommandError) -> [UInt8] {
      var bytes: [UInt8] = []
      do throws(IOError) {
        let reader = try LineReader(path)
        while bytes.count <= limit.bytes, let piece = try reader.piece() { bytes += piece }
      } catch {
        throw CommandError(error.message)
      }
      guard bytes.count <= limit.bytes else { throw limit.exceeded(name(path)) }
      return bytes
    }

    /// As ``read(_:limit:)``, without the byte order mark that may stand before a text.
    static func text(_ path: String, limit: Limit = .usual) throws(CommandError) -> [UInt8] {
      let bytes = try read(path, limit: limit)
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
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
    ///   - limit: a longer line is an error, before its bytes are held.
    static func forEachLine(
      _ path: String, keepsReturn: Bool = false, limit: Limit = .usual,
      _ body: (Line) throws(CommandError) -> Bool
    ) throws(CommandError) {
      let reader = try CommandError.converting { () throws(IOError) in try LineReader(path) }
      var number = 0
      while true {
        let line = try CommandError.converting { () throws(IOError) in
          try reader.line(limit: limit.bytes)
        }
        number += 1
        guard let line else { return }
        guard case .bytes(var bytes) = line else {
          throw limit.exceeded("\(reader.name):\(number)")
        }
        if !keepsReturn, bytes.last == ASCII.carriageReturn { bytes.removeLast() }
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
