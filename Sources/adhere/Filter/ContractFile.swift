#if CLI
  import AdhereJudging
  import AdhereJSON

  /// Schema and tool files, with errors that name the place in them.
  enum ContractFile {
    static func read(
      _ path: String, _ make: ([UInt8]) throws(ContractError) -> Contract
    ) throws(CommandError) -> Contract {
      let bytes = try FileBytes.read(path)
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
  }
#endif
