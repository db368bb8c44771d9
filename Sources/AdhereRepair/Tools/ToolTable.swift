import AdhereBytes
package import AdhereJSON

/// The tools that were offered: their names, and their parameters in the order they are
/// declared. Immutable.
package struct ToolTable: Sendable {
  package struct Tool: Sendable {
    /// UTF-8.
    package let name: [UInt8]
    /// Node of the parameters' schema in ``ToolTable/document``; nil where a tool has none.
    package let schema: Int?
    /// The name as a JSON string.
    let quotedName: [UInt8]
    let folded: [UInt8]
    let parameters: [Parameter]
    let required: Int
    let requiredNames: Set<[UInt8]>
    /// Nothing but `properties` says which arguments there are.
    let declaresAll: Bool
  }

  struct Parameter: Sendable {
    let name: [UInt8]
    let quotedName: [UInt8]
    let acceptsObject: Bool
    let acceptsNull: Bool
    /// Its type is string, or nothing is said of it.
    let acceptsText: Bool
    /// The words its elements can be, where it is a list of such.
    let elementWords: Set<[UInt8]>
  }

  package let document: JSONDocument
  package let tools: [Tool]
  /// Names in the words of the user that the tools are offered for.
  var promptNames: PromptNames?
  private let byName: [[UInt8]: Int]
  /// By names in lower case; nil where two tools differ in case alone.
  private let byLowercase: [[UInt8]: Int?]

  /// Reads a tool list in any of the forms providers take: OpenAI's
  /// `[{"type":"function","function":{"name","parameters"}}]`, the same without the wrapper,
  /// Anthropic's `input_schema`, MCP's `inputSchema`, Gemini's `functionDeclarations`, and each
  /// of these under a key `tools`.
  package init(_ document: JSONDocument) {
    self.document = document
    let tape = document.tape
    var tools: [Tool] = []
    var pending = [0]
    while let node = pending.popLast() {
      switch tape.kind(node) {
      case .array: pending.append(contentsOf: Array(tape.children(of: node)).reversed())
      case .object:
        if let inner = tape.member("tools", of: node) ?? tape.member("function", of: node)
          ?? tape.member("functionDeclarations", of: node)
          ?? tape.member("function_declarations", of: node)
        {
          pending.append(inner)
        } else if let name = tape.member("name", of: node), tape.kind(name) == .string {
          tools.append(Tool(tape, node, name))
        }
      default: break
      }
    }
    self.tools = tools
    byName = Dictionary(
      tools.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    byLowercase = Dictionary(
      byName.map { ($0.key.map(\.asciiLowercased), $0.value) }, uniquingKeysWith: { _, _ in nil })
    withExtendedLifetime(document) {}
  }

  /// The tool a written name means: the exact one, or the only one that differs from it in
  /// spelling alone (`functions.x:0`, `math.sqrt` for `math_sqrt`, case), or has a mark of a
  /// model's own notation stuck to it (`x<|channel|>commentary`).
  package func resolve(_ written: [UInt8]) -> (index: Int, isExact: Bool)? {
    if let index = byName[written] { return (index, true) }
    var name = written[...]
    if name.starts(with: ToolTable.namespace) { name = name.dropFirst(ToolTable.namespace.count) }
    if let colon = name.lastIndex(of: UInt8(ascii: ":")), colon + 1 < name.endIndex,
      name[(colon + 1)...].allSatisfy({ $0.isDigit })
    {
      name = name[..<colon]
    }
    if let index = byName[Array(name)] { return (index, false) }
    let folded = Folding.words(name)
    guard !folded.isEmpty else { return nil }
    if let index = only(where: { $0 == folded }) { return (index, false) }
    if let index = byLowercase[name.map(\.asciiLowercased)] ?? nil { return (index, false) }
    if let index = besideMarks(name) { return (index, false) }
    // A word in front that only says that a tool is called: default_api.get_time. Any other says
    // whose tool it is: client.send is not send.
    if let dot = name.firstIndex(of: UInt8(ascii: ".")),
      ToolTable.wireNamespaces.contains(Folding.words(name[..<dot])),
      let index = byName[Array(name[(dot + 1)...])]
    {
      return (index, false)
    }
    return nil
  }

  /// The one tool whose exact name is beside the marks in a text. Before it may stand whose message it
  /// is; anything else there is another name.
  private func besideMarks(_ written: ArraySlice<UInt8>) -> Int? {
    guard written.contains(UInt8(ascii: "<")) else { return nil }
    var found: Int?
    for part in MarkedName.parts(of: written) {
      var part = part
      if part.starts(with: ToolTable.namespace) { part = part.dropFirst(ToolTable.namespace.count) }
      guard let index = byName[Array(part)] else {
        if found == nil, !ToolTable.roles.contains(Array(part)) { return nil }
        continue
      }
      if found != nil, found != index { return nil }
      found = index
    }
    return found
  }

  /// What stands before the name of a function where there are other kinds of tools.
  static let namespace = Array("functions.".utf8)

  /// Whose a message is, on the wire, and in which channel.
  private static let roles = Set(
    [
      "analysis", "assistant", "call", "commentary", "developer", "final", "function", "functions",
      "json", "system", "tool", "user",
    ].map { Array($0.utf8) })

  private static let wireNamespaces: Set<[UInt8]> = Set(
    ["", "api", "call", "default_api", "function", "functions", "tool", "tools"].map {
      Array($0.utf8)
    })

  /// The strings of `items.enum` in the schema at a node.
  fileprivate static func words(_ tape: Tape, listedUnder schema: Int) -> Set<[UInt8]> {
    guard let items = tape.member("items", of: schema), let values = tape.member("enum", of: items)
    else { return [] }
    return Set(
      tape.children(of: values).filter { tape.kind($0) == .string }
        .map { StringText.decode(tape, $0) })
  }

  /// The one tool whose folded name satisfies the condition.
  private func only(where condition: ([UInt8]) -> Bool) -> Int? {
    var found: Int?
    for (index, tool) in tools.enumerated() where condition(tool.folded) {
      if found != nil { return nil }
      found = index
    }
    return found
  }
}

extension ToolTable.Tool {
  fileprivate init(_ tape: Tape, _ node: Int, _ nameNode: Int) {
    name = StringText.decode(tape, nameNode)
    quotedName = JSONWriter.quoted(name)
    folded = Folding.words(name)
    schema =
      tape.member("parameters", of: node) ?? tape.member("input_schema", of: node)
      ?? tape.member("inputSchema", of: node) ?? tape.member("parametersJsonSchema", of: node)
    var parameters: [ToolTable.Parameter] = []
    var required: [[UInt8]] = []
    if let schema, let properties = tape.member("properties", of: schema) {
      for key in tape.children(of: properties) {
        let name = StringText.decode(tape, key)
        var types: Set<[UInt8]> = []
        if let type = tape.member("type", of: key + 1) {
          for item in [type] + Array(tape.children(of: type)) where tape.kind(item) == .string {
            types.insert(StringText.decode(tape, item))
          }
        }
        parameters.append(
          ToolTable.Parameter(
            name: name, quotedName: JSONWriter.quoted(name),
            acceptsObject: types.contains(Array("object".utf8)),
            acceptsNull: types.contains(Array("null".utf8)),
            acceptsText: types.isEmpty || types.contains(Array("string".utf8)),
            elementWords: ToolTable.words(tape, listedUnder: key + 1)))
      }
      if let list = tape.member("required", of: schema) {
        required = tape.children(of: list).map {
          tape.kind($0) == .string ? StringText.decode(tape, $0) : []
        }
      }
    }
    self.parameters = parameters
    self.required = required.count
    requiredNames = Set(required)
    if let schema, tape.kind(schema) == .object {
      let open: [StaticString] = [
        "additionalProperties", "patternProperties", "unevaluatedProperties", "$ref", "allOf",
        "anyOf", "oneOf", "if", "$dynamicRef", "propertyNames",
      ]
      declaresAll = !parameters.isEmpty && open.allSatisfy { tape.member($0, of: schema) == nil }
    } else {
      declaresAll = false
    }
  }
}
