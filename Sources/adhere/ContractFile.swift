#if CLI
  import Adherence
  import JSONText

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Schema and tool files, with errors that name the place in them.
  enum ContractFile {
    /// Longest file that is read.
    static let limit = 64 << 20

    static func read(
      _ path: String, _ make: ([UInt8]) throws(ContractError) -> Contract
    ) throws(CommandError) -> Contract {
      let bytes = try contents(path)
      do throws(ParseError) {
        // Read here first, because a syntax error has a line and a column to be told.
        _ = try JSONDocument(bytes, options: ParseOptions(maximumDepth: .max))
      } catch {
        let (line, column) = error.position(in: bytes)
        throw CommandError("\(path):\(line):\(column): not JSON: \(error.message)")
      }
      do throws(ContractError) {
        return try make(bytes)
      } catch {
        guard let offset = error.offset else {
          throw CommandError("\(path): \(error.message)")
        }
        let place = ParseError(code: .unexpectedByte, offset: offset).position(in: bytes)
        throw CommandError("\(path):\(place.line):\(place.column): \(error.message)")
      }
    }

    private static func contents(_ path: String) throws(CommandError) -> [UInt8] {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(path, errno) }
      defer { close(descriptor) }
      var bytes: [UInt8] = []
      while true {
        var code: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
          // The global read(2), not the method around it.
          let n = systemRead(descriptor, buffer.baseAddress!, buffer.count)
          code = n < 0 ? errno : 0
          count = max(n, 0)
        }
        if code == EINTR { continue }
        if code != 0 { throw failure(path, code) }
        if piece.isEmpty { return bytes }
        bytes += piece
        if bytes.count > limit {
          throw CommandError("\(path): longer than \(limit >> 20) MiB; is it the right file?")
        }
      }
    }

    private static func failure(_ path: String, _ code: Int32) -> CommandError {
      CommandError("cannot read \(path): \(String(cString: strerror(code)))")
    }
  }

  private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int)
    -> Int
  { read(descriptor, buffer, count) }
#endif
