public import AdhereSchema
import AdhereJSON
public import AdhereRepair
public import AdhereWire

/// What an output has to be: a JSON Schema, or a list of tools, with a repair policy.
///
/// Compiled once; may be used by any thread.
///
///     let contract = try Contract(schema: Array(#"{"type":"object"}"#.utf8))
///     contract.judge(Output(text: "{}")).outcome      // .valid
public struct Contract: Sendable {
  /// Where structure was asked for.
  public enum Surface: String, Sendable {
    /// In the content of the answer.
    case json
    /// In calls of tools.
    case tool
  }

  /// What conforms.
  enum Terms: Sendable {
    case anyJSON
    case schema(CompiledSchema)
    case anyCall
    case tools(ToolTable, [CompiledSchema?], ToolChoice)
  }

  let terms: Terms
  /// What calls in a text begin with; nil where the tools are not known.
  private(set) var signs: CallSigns.Table?
  /// What is wrong with the parameters of tools whose calls cannot be judged, by the tool's place.
  private(set) var brokenTools: [Int: InputError] = [:]
  /// Permitted repairs.
  public var policy: Policy
  /// How calls are asked to be written; nil: any form will do. What stands in the form and conforms
  /// is valid, what conforms in another one is repaired. A contract of JSON content has none.
  public var form: Form?

  /// Where structure was asked for.
  public var surface: Surface {
    switch terms {
    case .anyJSON, .schema: .json
    case .anyCall, .tools: .tool
    }
  }

  /// A contract for JSON-mode content.
  ///
  /// - Parameters:
  ///   - schema: JSON text of a JSON Schema.
  ///   - policy: permitted repairs.
  ///   - options: how the schema is read.
  /// - Throws: `InputError` that names the place, the cause and the remedy.
  public init(
    schema: [UInt8], policy: Policy = Policy(), options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    let document = try InputError.document(schema, "the schema")
    terms = .schema(try Contract.compile(document, at: 0, options, "schema"))
    self.policy = policy
  }

  /// A contract for tool calls.
  ///
  /// - Parameters:
  ///   - tools: the list of tools in any form that providers take, JSON text.
  ///   - choice: whether and which tool has to be called.
  ///   - policy: permitted repairs.
  ///   - options: how the schemas of parameters are read.
  /// - Throws: `InputError` that names the place, the cause and the remedy.
  public init(
    tools: [UInt8], choice: ToolChoice = .auto, policy: Policy = Policy(),
    options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    try self.init(
      tools: tools, choice: choice, policy: policy, options: options, spares: false)
  }

  /// - Parameter spares: a tool whose parameters cannot be read spoils its own calls alone, which are
  ///   judged `error`; the list is refused where that is so of every tool.
  package init(
    tools: [UInt8], choice: ToolChoice, policy: Policy, options: SchemaOptions, spares: Bool
  ) throws(InputError) {
    let document = try InputError.document(tools, "the tool list")
    let table = ToolTable(document)
    guard !table.tools.isEmpty else {
      throw InputError(
        "the tool list names no tool; expected a list such as "
          + #"[{"type":"function","function":{"name":"f","parameters":{…}}}]"#)
    }
    var schemas: [CompiledSchema?] = []
    var broken: [Int: InputError] = [:]
    for (index, tool) in table.tools.enumerated() {
      guard let node = tool.schema, document.withTape({ $0.kind(node) }) != .null else {
        schemas.append(nil)
        continue
      }
      let name = String(decoding: tool.name, as: UTF8.self)
      do throws(InputError) {
        schemas.append(
          try Contract.compile(document, at: node, options, "parameters of tool '\(name)'"))
      } catch {
        guard spares else { throw error }
        broken[index] = error
        schemas.append(nil)
      }
    }
    if broken.count == table.tools.count, let first = broken.min(by: { $0.key < $1.key }) {
      throw first.value
    }
    brokenTools = broken
    if case .tool(let name) = choice, table.resolve(Array(name.utf8)) == nil {
      throw InputError("tool_choice names '\(name)', which is not in the tool list")
    }
    terms = .tools(table, schemas, choice)
    signs = CallSigns.Table(names: table.tools.map(\.name))
    self.policy = policy
  }

  /// Any JSON, or with `.tool` any call that can be read, conforms.
  public init(any surface: Surface, policy: Policy = Policy()) {
    terms = surface == .json ? .anyJSON : .anyCall
    self.policy = policy
  }

  private static func compile(
    _ document: JSONDocument, at node: Int, _ options: SchemaOptions, _ what: String
  ) throws(InputError) -> CompiledSchema {
    do throws(SchemaError) {
      return try CompiledSchema(document, at: node, options: options)
    } catch {
      let place = LineIndex(document.bytes).place(of: error.offset)
      throw InputError(
        "\(what): line \(place.line), column \(place.column), at \"\(error.pointer)\": "
          + error.message, offset: error.offset)
    }
  }

  /// The verdict on one output. Bad output is data: it never throws or traps.
  public func judge(_ output: Output) -> Judgement {
    switch output.raw {
    case .text(let text): Judging.text(text, output, self)
    case .calls(let calls): Judging.calls(calls, output, self)
    }
  }
}
