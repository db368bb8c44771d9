internal import AdhereJSON

/// Finds what a request asks of the content, and where it says so.
///
/// | form | who |
/// | --- | --- |
/// | `response_format: {"type":"json_schema","json_schema":{"name","schema","strict"}}` | OpenAI, together.ai, vLLM |
/// | `response_format: {"type":"json_object"\|"json_schema","schema":…}` | older together.ai, Fireworks AI |
/// | `response_format: {"type":"json_schema","json_schema":<schema>}` | Fireworks AI |
/// | `response_format: {"type":"regex","pattern"}`, `{"type":"grammar","grammar"}` | together.ai, Fireworks AI |
/// | `guided_json`, `guided_regex`, `guided_grammar`, `guided_choice` | older vLLM |
/// | `structured_outputs: {"json"\|"regex"\|"grammar"\|"choice"}` | vLLM |
/// | `format: "json"\|<schema>` | Ollama |
/// | `text: {"format":{"type":"json_schema","name","schema"}}` | OpenAI Responses |
struct ResponseFormatReading {
  var format: ResponseFormat
  /// The members of the root that say so, by name.
  var members: [String] = []
  /// Node of the schema, where it is written as JSON.
  var schemaNode: Int?

  /// - Parameter root: the request, an object.
  init(_ tape: Tape, _ root: Int) {
    format = .text
    if let node = tape.field("response_format", of: root) {
      members = ["response_format"]
      read(tape, node)
    } else if let text = tape.field("text", of: root), tape.kind(text) == .object,
      let node = tape.field("format", of: text)
    {
      members = ["text"]
      read(tape, node)
    }
    guided(tape, root)
    if let extra = tape.field("extra_body", of: root), tape.kind(extra) == .object {
      let before = members
      guided(tape, extra)
      if members != before { members = before + ["extra_body"] }
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
      if let beside { schema(tape, beside, name: nil, strict: nil) }
    case "json_schema":
      format = .json
      let strict = tape.field("strict", of: node).map { tape.kind($0) == .true }
      if let nested = tape.field("json_schema", of: node) {
        if tape.kind(nested) == .object, let inner = tape.field("schema", of: nested),
          tape.member("type", of: nested) == nil, tape.member("properties", of: nested) == nil
        {
          schema(
            tape, inner, name: tape.word("name", of: nested),
            strict: tape.field("strict", of: nested).map { tape.kind($0) == .true } ?? strict)
        } else {
          schema(tape, nested, name: nil, strict: strict)
        }
      } else if let beside {
        schema(tape, beside, name: tape.word("name", of: node), strict: strict)
      }
    case "regex": format = .regex(tape.string("pattern", of: node) ?? "")
    case "grammar":
      format = .grammar(tape.field("grammar", of: node).map { tape.text(ofAny: $0) } ?? "")
    case nil:
      // A schema without any wrapping.
      if tape.kind(node) == .object { schema(tape, beside ?? node, name: nil, strict: nil) }
    case let other?: format = .other(other)
    }
  }

  /// The forms of vLLM.
  private mutating func guided(_ tape: Tape, _ root: Int) {
    if let node = tape.field("guided_json", of: root) {
      members.append("guided_json")
      schema(tape, node, name: nil, strict: nil)
    }
    if let node = tape.field("guided_regex", of: root) {
      members.append("guided_regex")
      format = .regex(tape.text(ofAny: node))
    }
    if let node = tape.field("guided_grammar", of: root) {
      members.append("guided_grammar")
      format = .grammar(tape.text(ofAny: node))
    }
    if let node = tape.field("guided_choice", of: root) {
      members.append("guided_choice")
      format = .choice(tape.children(of: node).map { tape.text(ofAny: $0) })
    }
    guard let outputs = tape.field("structured_outputs", of: root), tape.kind(outputs) == .object
    else { return }
    members.append("structured_outputs")
    if let node = tape.field("json", of: outputs) { schema(tape, node, name: nil, strict: nil) }
    if let node = tape.field("regex", of: outputs) { format = .regex(tape.text(ofAny: node)) }
    if let node = tape.field("grammar", of: outputs) { format = .grammar(tape.text(ofAny: node)) }
    if let node = tape.field("choice", of: outputs) {
      format = .choice(tape.children(of: node).map { tape.text(ofAny: $0) })
    }
    if tape.field("json_object", of: outputs).map({ tape.kind($0) == .true }) == true {
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
