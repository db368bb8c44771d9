internal import AdhereJSON

/// Finds what a request asks of the content, and where it says so.
///
/// | form | who |
/// | --- | --- |
/// | `response_format: {"type":"json_schema","json_schema":{"name","schema","strict"}}` | OpenAI, together.ai, vLLM |
/// | `response_format: {"type":"json_object"\|"json_schema","schema":…}` | older together.ai, Fireworks AI |
/// | `response_format: {"type":"json_object"\|"json"\|"json_schema"\|"regex","value":…}` | TGI |
/// | `response_format: {"type":"json_schema","json_schema":<schema>}` | Fireworks AI |
/// | `response_format: {"type":"regex","pattern"}`, `{"type":"grammar","grammar"}` | together.ai, Fireworks AI |
/// | `json_schema`, `grammar` | llama.cpp |
/// | `json_schema`, `regex`, `ebnf`, `structural_tag` | SGLang |
/// | `grammar: {"type","value"}` | TGI |
/// | `guided_json`, `guided_regex`, `guided_grammar`, `guided_choice` | older vLLM |
/// | `structured_outputs: {"json"\|"regex"\|"grammar"\|"choice"}` | vLLM |
/// | `format: "json"\|<schema>` | Ollama |
/// | `output_config: {"format":{"type":"json_schema","schema"}}`, `output_format: {…}` | Anthropic |
/// | `text: {"format":{"type":"json_schema","name","schema"}}` | OpenAI Responses |
/// | `generationConfig: {"responseSchema"\|"responseJsonSchema","responseMimeType"}` | Gemini |
/// | any of these in `extra_body`, `nvext` | clients that did not unpack it, NVIDIA |
///
/// A member that asks for a structure by its name and is none of these is ``ResponseFormat/other(_:)``.
struct ResponseFormatReading {
  var format: ResponseFormat
  /// The members of the root that say so, by name.
  var members: [String] = []
  /// Node of the schema, where it is written as JSON.
  var schemaNode: Int?

  /// - Parameter root: the request, an object.
  init(_ tape: Tape, _ root: Int) {
    format = .text
    readMembers(tape, root)
    for name in ["extra_body", "nvext"] as [StaticString] {
      guard let extra = tape.field(name, of: root), tape.kind(extra) == .object else { continue }
      let before = members
      readMembers(tape, extra)
      if members != before { members = before + ["\(name)"] }
    }
    if format == .text, let member = UnreadForm.find(tape, root) { format = .other(member) }
  }

  /// The members of a request; what comes later in this order counts.
  private mutating func readMembers(_ tape: Tape, _ root: Int) {
    if let node = tape.field("response_format", of: root) {
      members.append("response_format")
      read(tape, node)
    }
    if format == .text, let text = tape.field("text", of: root), tape.kind(text) == .object,
      let node = tape.field("format", of: text)
    {
      members.append("text")
      read(tape, node)
    }
    if let config = tape.field("output_config", of: root),
      let node = tape.field("format", of: config)
    {
      members.append("output_config")
      read(tape, node)
    }
    if let node = tape.field("output_format", of: root) {
      members.append("output_format")
      read(tape, node)
    }
    gemini(tape, root)
    constraints(
      tape, root,
      [
        ("guided_json", .schema), ("guided_regex", .regex), ("guided_grammar", .grammar),
        ("guided_choice", .choice), ("json_schema", .schema), ("regex", .regex),
        ("ebnf", .grammar), ("structural_tag", .other), ("grammar", .grammar),
      ])
    if let outputs = tape.field("structured_outputs", of: root), tape.kind(outputs) == .object {
      let before = members
      constraints(
        tape, outputs,
        [
          ("json", .schema), ("regex", .regex), ("grammar", .grammar), ("choice", .choice),
          ("structural_tag", .other),
        ])
      members = before + ["structured_outputs"]
      if tape.field("json_object", of: outputs).map({ tape.kind($0) == .true }) == true {
        format = .json
      }
    }
    if members.isEmpty, let node = tape.field("format", of: root) {
      members = ["format"]
      if tape.kind(node) == .string {
        format = tape.string(node) == "json" ? .json : .other(tape.text(ofAny: node))
      } else {
        schema(tape, node, name: nil, strict: nil)
      }
    }
  }

  /// The object under `response_format`.
  private mutating func read(_ tape: Tape, _ node: Int) {
    if tape.kind(node) == .string {
      let word = tape.text(ofAny: node)
      format =
        word == "json_object" || word == "json" ? .json : word == "text" ? .text : .other(word)
      return
    }
    let type = tape.word("type", of: node)
    let beside = tape.field("schema", of: node)
    switch type {
    case "text": format = .text
    case "json_object", "json":
      format = .json
      if let schema = beside ?? tape.field("value", of: node)
        ?? tape.field("json_schema", of: node) ?? tape.field("response_schema", of: node)
      {
        wrapped(tape, schema, beside: node)
      }
    case "json_schema":
      if let nested = tape.field("json_schema", of: node) ?? beside
        ?? tape.field("value", of: node)
      {
        wrapped(tape, nested, beside: node)
      } else {
        format = .other("json_schema without a schema")
      }
    case "regex":
      let pattern =
        tape.string("pattern", of: node) ?? tape.string("regex", of: node)
        ?? tape.string("value", of: node)
      format = pattern.map { .regex($0) } ?? .other("regex without a pattern")
    case "grammar":
      format = .grammar(tape.field("grammar", of: node).map { tape.text(ofAny: $0) } ?? "")
    case "choice":
      let list = tape.field("choice", of: node) ?? tape.field("value", of: node)
      format = list.map { Self.choice(tape, $0) } ?? .other("choice without texts")
    case nil:
      // A schema without any wrapping.
      guard tape.kind(node) == .object else { return format = .other(tape.text(ofAny: node)) }
      wrapped(tape, node, beside: node)
    case let other?: format = .other(other)
    }
  }

  /// A schema, or an object that holds one beside its name. No keyword of JSON Schema is called
  /// `schema`, so a member of that name is what is meant, whatever stands beside it.
  private mutating func wrapped(_ tape: Tape, _ node: Int, beside outer: Int) {
    let strict = tape.field("strict", of: outer).map { tape.kind($0) == .true }
    if tape.kind(node) == .object,
      let inner = tape.field("schema", of: node) ?? tape.field("schema_definition", of: node)
    {
      return schema(
        tape, inner, name: tape.word("name", of: node),
        strict: tape.field("strict", of: node).map { tape.kind($0) == .true } ?? strict)
    }
    // An empty schema permits any JSON; an object of other members is no schema.
    let isEmpty = tape.kind(node) != .object || tape.count(of: node) == 0
    guard isEmpty || Self.saysSomething(tape, node) else {
      return format = .other("json_schema without a schema")
    }
    schema(tape, node, name: outer == node ? nil : tape.word("name", of: outer), strict: strict)
  }

  private static let keywords: [StaticString] = [
    "type", "properties", "$ref", "anyOf", "oneOf", "allOf", "enum", "const", "items", "not",
    "additionalProperties", "required", "$schema", "$defs", "definitions", "patternProperties",
  ]

  /// Whether an object says anything as a schema.
  private static func saysSomething(_ tape: Tape, _ node: Int) -> Bool {
    keywords.contains { name in
      guard let value = tape.member(name, of: node) else { return false }
      return tape.string(value) != "json_schema"
    }
  }

  private enum Constraint {
    case schema, regex, grammar, choice, other
  }

  /// Members that are a constraint each.
  private mutating func constraints(
    _ tape: Tape, _ object: Int, _ names: [(StaticString, Constraint)]
  ) {
    for (name, constraint) in names {
      guard let node = tape.field(name, of: object) else { continue }
      members.append("\(name)")
      switch constraint {
      case .schema: wrapped(tape, node, beside: node)
      case .regex: format = .regex(tape.text(ofAny: node))
      case .choice: format = Self.choice(tape, node)
      case .grammar:
        if tape.kind(node) == .object, tape.word("type", of: node) != nil {
          read(tape, node)
        } else {
          format = .grammar(tape.text(ofAny: node))
        }
      case .other: format = .other("\(name)")
      }
    }
  }

  private static func choice(_ tape: Tape, _ node: Int) -> ResponseFormat {
    guard tape.kind(node) == .array else { return .other("choice that is no list") }
    return .choice(tape.children(of: node).map { tape.text(ofAny: $0) })
  }

  private mutating func gemini(_ tape: Tape, _ root: Int) {
    guard
      let config = tape.field("generationConfig", of: root)
        ?? tape.field("generation_config", of: root), tape.kind(config) == .object
    else { return }
    if let node = tape.field("responseJsonSchema", of: config)
      ?? tape.field("response_json_schema", of: config)
    {
      members.append("generationConfig")
      schema(tape, node, name: nil, strict: nil)
    } else if tape.field("responseSchema", of: config) != nil
      || tape.field("response_schema", of: config) != nil
    {
      // Its types are written in capitals and it has keywords of its own: no JSON Schema.
      members.append("generationConfig")
      format = .other("responseSchema")
    } else if tape.word("responseMimeType", of: config) == "application/json"
      || tape.word("response_mime_type", of: config) == "application/json"
    {
      members.append("generationConfig")
      format = .json
    }
  }

  /// A schema, as JSON or as a string that holds it.
  private mutating func schema(_ tape: Tape, _ node: Int, name: String?, strict: Bool?) {
    schemaNode = nil
    if tape.kind(node) == .string {
      format = .schema(StringText.decode(tape, node), name: name, strict: strict)
    } else {
      schemaNode = node
      format = .schema(tape.bytes(node), name: name, strict: strict)
    }
  }
}
