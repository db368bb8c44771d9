#if CLI
  import AdhereJudging
  import AdhereJSON
  import AdhereWire

  /// Schema and tool files, with errors that name the place in them.
  enum ContractFile {
    static func read(
      _ path: String, _ make: ([UInt8]) throws(InputError) -> Contract
    ) throws(CommandError) -> Contract {
      let bytes = try FileBytes.text(path)
      do throws(ParseError) {
        // The contract reports no place for a syntax error; the parser does.
        _ = try JSONDocument(bytes, options: ParseOptions(maximumDepth: .max))
      } catch {
        let (line, column) = error.position(in: bytes)
        throw CommandError("\(path):\(line):\(column): not JSON: \(error.message)")
      }
      do throws(InputError) {
        return try make(bytes)
      } catch {
        guard let offset = error.offset else {
          throw CommandError("\(path): \(error.message)")
        }
        let place = LineIndex(bytes).place(of: offset)
        throw CommandError("\(path):\(place.line):\(place.column): \(error.message)")
      }
    }
  }
#endif
