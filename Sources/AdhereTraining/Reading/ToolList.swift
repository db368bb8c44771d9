import AdhereBytes
import AdhereSchema
import AdhereJSON
import AdhereRepair

/// The tools a request offered, written out once for every target, with their schemas compiled.
final class ToolList: Sendable {
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
  /// What each tool takes, by its name in rows; nil where that is for the written list to say.
  private let declared: DeclaredTools?
  private let exportedNames: [[UInt8]: [UInt8]]
  /// The names of the tools, as they were offered and as rows have them.
  let names: Set<[UInt8]>

  /// The name that rows have for a tool (see ``ToolNames``); nil where it was not offered.
  func exportedName(of name: [UInt8]) -> [UInt8]? { exportedNames[name] }

  /// What the tools take, where `list` is this list as it is written in rows; otherwise nil.
  func declared(as list: UnsafeBufferPointer<UInt8>) -> DeclaredTools? {
    guard let declared, [functions, complete, declarations].contains(where: list.elementsEqual)
    else { return nil }
    return declared
  }

  /// - Throws: ``Refusal`` where the list is not one of functions with usable schemas.
  init(_ json: [UInt8], renames: Bool) throws(Refusal) {
    guard let document = try? JSONDocument(json, options: ParseOptions(duplicateKeys: .reject))
    else { throw Refusal(.toolForm, "the tools are not JSON, or name a key twice") }
    let table = ToolTable(document)
    guard !table.tools.isEmpty else { throw Refusal(.toolForm, "the list names no tool") }
    let tape = document.tape
    defer { withExtendedLifetime(document) {} }

    var exportedNames: [[UInt8]: [UInt8]] = [:]
    var declared: DeclaredTools = [:]
    var functions: [Function] = []
    for tool in table.tools {
      let exported = try Self.exported(tool.name, renames: renames)
      guard declared[exported] == nil else {
        throw Refusal(
          .toolName, "two tools are called \(String(decoding: exported, as: UTF8.self))")
      }
      declared[exported] = .open
      var function = Function(
        name: exported, description: Self.description(of: tool.name, tape), parameters: nil)
      if let node = tool.schema, tape.kind(node) != .null {
        guard tape.kind(node) == .object else {
          throw Refusal(.toolSchema, "parameters must be an object")
        }
        do throws(SchemaError) {
          declared[exported] = .schema(try CompiledSchema(document, at: node))
        } catch { throw Refusal(.toolSchema, error.message) }
        function.parameters = Array(tape.source(node))
      }
      functions.append(function)
      exportedNames[tool.name] = exported
    }
    self.exportedNames = exportedNames
    names = Set(exportedNames.keys).union(exportedNames.values)
    self.functions = Self.write(functions, isComplete: false)
    complete = Self.write(functions, isComplete: true)
    declarations = Self.declarations(functions)
    guard let written = try? JSONDocument(self.functions) else {
      throw Refusal(.toolForm, "the tools cannot be written")
    }
    hash = written.withTape { RowHash.hash(Canonical.form($0)) }
    hasPlainNumbers = written.withTape { PlainNumbers.hold(in: $0, 0, throughDatasets: true) }
    // A reference may reach what stands around the schema in the request, and not in the row.
    self.declared = written.withTape(Self.mayHaveReferences) ? nil : declared
  }

  private static func exported(_ name: [UInt8], renames: Bool) throws(Refusal) -> [UInt8] {
    if ToolNames.isLegal(name) { return name }
    guard renames else { throw Refusal(.toolName, String(decoding: name, as: UTF8.self)) }
    return ToolNames.legal(name)
  }

  /// Whether a key may be `$ref`, or one of its kin in any draft.
  private static func mayHaveReferences(_ tape: Tape) -> Bool {
    (0..<tape.count).contains { index in
      tape.kind(index) == .key
        && (tape[index].hasEscapes
          || tape.text(index).first == ASCII.dollar
            && tape.text(index).suffix(2).elementsEqual("ef".utf8))
    }
  }

  /// A tool as it is written.
  private struct Function {
    var name: [UInt8]
    /// JSON text, as is the schema of the parameters.
    var description: [UInt8]?
    var parameters: [UInt8]?
  }

  /// The description beside a tool's name: the table does not keep it.
  private static func description(of name: [UInt8], _ tape: Tape) -> [UInt8]? {
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

  private static func write(_ functions: [Function], isComplete: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for function in functions {
      writer.beginObject()
      writer.member("type", "function")
      writer.key("function")
      append(function, isComplete, &writer)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  private static func declarations(_ functions: [Function]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    writer.beginObject()
    writer.array("functionDeclarations", of: functions) { writer, function in
      append(function, false, &writer)
    }
    writer.endObject()
    writer.endArray()
    return writer.bytes
  }

  private static func append(_ function: Function, _ isComplete: Bool, _ writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", function.name)
    if let description = function.description {
      writer.member("description", raw: description)
    } else if isComplete {
      writer.member("description", "")
    }
    if let parameters = function.parameters {
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
  private var known = BytesCache<Result<ToolList, Refusal>>()
  private let renames: Bool

  init(renames: Bool) { self.renames = renames }

  func list(_ json: [UInt8]) throws(Refusal) -> ToolList {
    try known.value(for: json) {
      do throws(Refusal) {
        return .success(try ToolList(json, renames: renames))
      } catch { return .failure(error) }
    }.get()
  }
}
