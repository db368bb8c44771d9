import AdhereSchema
import AdhereJSON

/// What a declared tool takes.
enum DeclaredTool: Sendable {
  case schema(CompiledSchema)
  /// The tool takes anything.
  case open
  /// Its schema cannot be compiled, for this reason.
  case broken(String)
}

/// The tools a row declares, by their names.
typealias DeclaredTools = [[UInt8]: DeclaredTool]

/// Reads the tools that rows declare, OpenAI's list or Gemini's, and keeps what it compiled.
final class DeclaredToolsCache {
  private var known = BytesCache<DeclaredTools>()

  /// - Parameter list: JSON text of a list of OpenAI's tools, or of Gemini's.
  func tools(_ list: [UInt8]) -> DeclaredTools {
    known.value(for: list) { DeclaredToolsCache.read(list) }
  }

  private static func read(_ list: [UInt8]) -> DeclaredTools {
    guard let document = try? JSONDocument(list) else { return [:] }
    return document.withTape { tape in
      var result: DeclaredTools = [:]
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
    _ function: Int, _ document: JSONDocument, _ tape: Tape, _ result: inout DeclaredTools
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
