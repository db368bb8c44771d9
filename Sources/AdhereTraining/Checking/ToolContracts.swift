import AdhereSchema
import AdhereJSON

/// The tools a row declares: names and compiled schemas, kept by the text of the list.
final class ToolContracts {
  enum Contract {
    case schema(CompiledSchema)
    /// The tool takes anything.
    case open
    case broken(String)
  }

  private var known: [BytesKey: [[UInt8]: Contract]] = [:]
  private var bytes = 0

  /// - Parameter list: JSON text of a list of OpenAI's tools, or of Gemini's.
  func contracts(_ list: [UInt8]) -> [[UInt8]: Contract] {
    let key = BytesKey(list)
    if let match = known[key] { return match }
    bytes += list.count
    if bytes > 32 << 20 {
      known.removeAll()
      bytes = list.count
    }
    let result = Self.read(list)
    known[key] = result
    return result
  }

  private static func read(_ list: [UInt8]) -> [[UInt8]: Contract] {
    guard let document = try? JSONDocument(list) else { return [:] }
    return document.withTape { tape in
      var result: [[UInt8]: Contract] = [:]
      for item in tape.children(of: 0) where tape.kind(item) == .object {
        if let function = tape.member("function", of: item) {
          add(function, document, tape, &result)
        } else if let functions = tape.member("functionDeclarations", of: item)
          ?? tape.member("function_declarations", of: item)
        {
          for function in tape.children(of: functions) { add(function, document, tape, &result) }
        }
      }
      return result
    }
  }

  private static func add(
    _ function: Int, _ document: JSONDocument, _ tape: Tape, _ result: inout [[UInt8]: Contract]
  ) {
    guard let name = tape.member("name", of: function), tape.kind(name) == .string else { return }
    let key = StringText.decode(tape, name)
    guard let parameters = tape.present("parameters", of: function) else {
      result[key] = .open
      return
    }
    var source = document
    var node = parameters
    // axolotl takes parameters as a string, for columns of one type.
    if tape.kind(parameters) == .string {
      guard let inner = try? JSONDocument(StringText.decode(tape, parameters)) else {
        result[key] = .broken("parameters are a string that is not JSON")
        return
      }
      source = inner
      node = 0
    }
    do throws(SchemaError) {
      result[key] = .schema(try CompiledSchema(source, at: node))
    } catch {
      result[key] = .broken(error.message)
    }
  }
}
