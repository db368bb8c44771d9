import AdhereJudging
import AdhereSchema
import AdhereJSON
import AdhereRepair

/// The tools a request offered, written out once for every target, with their schemas compiled.
final class ToolList: Sendable {
  struct Tool: Sendable {
    let name: [UInt8]
    /// The name that goes into rows: see ``ToolNames``.
    let exportedName: [UInt8]
    let schema: CompiledSchema?
  }

  let tools: [Tool]
  /// `[{"type":"function","function":{…}}]`.
  let functions: [UInt8]
  /// The same, where every function needs a description and parameters.
  let complete: [UInt8]
  /// `[{"functionDeclarations":[…]}]`.
  let declarations: [UInt8]
  /// Of the canonical form of ``functions``.
  let hash: UInt64
  /// Whether all numbers come through Hugging Face `datasets`.
  let hasPlainNumbers: Bool
  private let indices: [[UInt8]: Int]

  /// The name that rows have for a tool; nil where it was not offered.
  func exportedName(of name: [UInt8]) -> [UInt8]? {
    indices[name].map { tools[$0].exportedName }
  }

  /// - Throws: ``Refusal`` where the list is not one of functions with usable schemas.
  init(_ json: [UInt8], renames: Bool) throws(Refusal) {
    guard let document = try? JSONDocument(json, options: ParseOptions(duplicateKeys: .reject))
    else { throw Refusal(.toolForm, "the tools are not JSON, or name a key twice") }
    let table = ToolTable(document)
    guard !table.tools.isEmpty else { throw Refusal(.toolForm, "the list names no tool") }
    let tape = document.tape
    defer { withExtendedLifetime(document) {} }

    var tools: [Tool] = []
    var indices: [[UInt8]: Int] = [:]
    var taken: Set<[UInt8]> = []
    var rows: [(name: [UInt8], description: [UInt8]?, parameters: [UInt8]?)] = []
    for tool in table.tools {
      var exported = tool.name
      if !ToolNames.isLegal(exported) {
        guard renames else {
          throw Refusal(.toolName, String(decoding: exported, as: UTF8.self))
        }
        exported = ToolNames.legal(exported)
      }
      guard taken.insert(exported).inserted else {
        throw Refusal(
          .toolName, "two tools are called \(String(decoding: exported, as: UTF8.self))")
      }
      var schema: CompiledSchema?
      var parameters: [UInt8]?
      if let node = tool.schema, tape.kind(node) != .null {
        guard tape.kind(node) == .object else {
          throw Refusal(.toolSchema, "parameters must be an object")
        }
        do throws(SchemaError) {
          schema = try CompiledSchema(document, at: node)
        } catch { throw Refusal(.toolSchema, error.message) }
        parameters = Array(tape.source(node))
      }
      rows.append((exported, Self.description(of: tool.schema, tool.name, tape), parameters))
      indices[tool.name] = tools.count
      tools.append(Tool(name: tool.name, exportedName: exported, schema: schema))
    }
    self.tools = tools
    self.indices = indices
    functions = Self.write(rows, isComplete: false)
    complete = Self.write(rows, isComplete: true)
    declarations = Self.declarations(rows)
    guard let written = try? JSONDocument(functions) else {
      throw Refusal(.toolForm, "the tools cannot be written")
    }
    hash = written.withTape { RowHash.hash(Canonical.form($0)) }
    hasPlainNumbers = written.withTape { PlainNumbers.hold(in: $0, 0, throughDatasets: true) }
  }

  /// The description beside a tool's name: the table does not keep it.
  private static func description(of schema: Int?, _ name: [UInt8], _ tape: Tape) -> [UInt8]? {
    var pending = [0]
    while let node = pending.popLast() {
      switch tape.kind(node) {
      case .array: pending += Array(tape.children(of: node)).reversed()
      case .object:
        if let inner = tape.member("tools", of: node) ?? tape.member("function", of: node)
          ?? tape.member("functionDeclarations", of: node)
          ?? tape.member("function_declarations", of: node)
        {
          pending.append(inner)
        } else if let own = tape.member("name", of: node), tape.kind(own) == .string,
          StringText.decode(tape, own) == name
        {
          guard let text = tape.member("description", of: node), tape.kind(text) == .string
          else { return nil }
          return Array(tape.source(text))
        }
      default: break
      }
    }
    return nil
  }

  private typealias Row = (name: [UInt8], description: [UInt8]?, parameters: [UInt8]?)

  private static func write(_ rows: [Row], isComplete: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for row in rows {
      writer.beginObject()
      writer.member("type", "function")
      writer.key("function")
      append(row, isComplete, &writer)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  private static func declarations(_ rows: [Row]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    writer.beginObject()
    writer.array("functionDeclarations", of: rows) { writer, row in append(row, false, &writer) }
    writer.endObject()
    writer.endArray()
    return writer.bytes
  }

  private static func append(_ row: Row, _ isComplete: Bool, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", row.name)
    if let description = row.description {
      writer.member("description", raw: description)
    } else if isComplete {
      writer.member("description", "")
    }
    if let parameters = row.parameters {
      writer.member("parameters", raw: parameters)
    } else if isComplete {
      writer.key("parameters")
      writer.beginObject()
      writer.member("type", "object")
      writer.key("properties")
      writer.beginObject()
      writer.endObject()
      writer.endObject()
    }
    writer.endObject()
  }
}

/// Tool lists by their text: most traces of a store offer one of a few.
final class ToolListCache {
  private var known: [BytesKey: Result<ToolList, Refusal>] = [:]
  private var bytes = 0
  let renames: Bool

  init(renames: Bool) { self.renames = renames }

  func list(_ json: [UInt8]) throws(Refusal) -> ToolList {
    let key = BytesKey(json)
    if let known = known[key] { return try known.get() }
    let result: Result<ToolList, Refusal>
    do throws(Refusal) {
      result = .success(try ToolList(json, renames: renames))
    } catch { result = .failure(error) }
    // A list costs several times its text; the bound is on the text.
    bytes += json.count
    if bytes > 32 << 20 {
      known.removeAll()
      bytes = json.count
    }
    known[key] = result
    return try result.get()
  }
}

/// Names that every API takes: 1 to 64 of letters, digits, `_` and `-`.
enum ToolNames {
  static func isLegal(_ name: [UInt8]) -> Bool {
    (1...64).contains(name.count) && name.allSatisfy(isLegal)
  }

  private static func isLegal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// The name with other characters replaced by `_`, cut to 64.
  static func legal(_ name: [UInt8]) -> [UInt8] {
    let mapped = name.prefix(64).map { isLegal($0) ? $0 : UInt8(ascii: "_") }
    return mapped.isEmpty ? [UInt8(ascii: "_")] : mapped
  }
}
