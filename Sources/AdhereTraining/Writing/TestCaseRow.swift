import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdhereTraces

/// Writes test cases of promptfoo.
///
/// Its messages and its scripts are templates: what begins one in them is written with an escape of
/// JSON or of JavaScript, which both read as the same character.
struct TestCaseRow {
  let example: Example
  let trace: Trace
  /// The messages that are asked, an array.
  let messages: [UInt8]

  func append(to out: inout JSONWriter) {
    out.beginObject()
    out.member("description", description)
    out.key("vars")
    out.beginObject()
    out.member("messages", TestCaseRow.plain(messages))
    out.endObject()
    out.key("assert")
    out.beginArray()
    assertions(&out)
    out.endArray()
    options(&out)
    metadata(&out)
    out.endObject()
  }

  /// How it failed.
  private var description: String {
    var names: [String] = []
    for name in trace.repairs.map(\.rule) + trace.violations.map(\.keyword)
    where !names.contains(name) { names.append(name) }
    let list = names.joined(separator: ", ")
    return trace.outcome.rawValue + (list.isEmpty ? "" : ": " + list)
  }

  // MARK: - Assertions

  private func assertions(_ out: inout JSONWriter) {
    // A person's answer is the answer; a repaired one shows only what would have conformed.
    let isExact = example.origin == .corrected
    if trace.surface == .json {
      if let schema = trace.request.schema {
        conforms(schema, transform: nil, &out)
      } else {
        assertion("is-json", metric: "conforms", &out) { _ in }
      }
      if isExact, let content = example.answer?.content { equals(content, &out) }
      return
    }
    guard let answer = example.answer else { return }
    guard !answer.calls.isEmpty else {
      return script("typeof output === 'string' && output.trim() !== ''", "no call", &out)
    }
    script(madeCalls(), "calls", &out)
    var seen: Set<[UInt8]> = []
    for call in answer.calls where seen.insert(call.name).inserted {
      if let schema = parameters(of: call.name) {
        conforms(schema, transform: TestCaseRow.arguments(of: call.name), &out)
      }
    }
    if isExact { script(TestCaseRow.same(as: answer.calls), "right", &out) }
  }

  private func assertion(
    _ type: String, metric: String, _ out: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) {
    out.beginObject()
    out.member("type", type)
    out.member("metric", metric)
    body(&out)
    out.endObject()
  }

  private func conforms(_ schema: [UInt8], transform: String?, _ out: inout JSONWriter) {
    assertion("is-json", metric: "conforms", &out) {
      if let transform { $0.member("transform", transform) }
      $0.member("value", raw: TestCaseRow.withoutDialect(schema))
    }
  }

  private func script(_ code: String, _ metric: String, _ out: inout JSONWriter) {
    assertion("javascript", metric: metric, &out) { $0.member("value", code) }
  }

  /// - Parameter content: a string of JSON whose text is the value.
  private func equals(_ content: [UInt8], _ out: inout JSONWriter) {
    guard let document = try? JSONDocument(content, options: .anyDepth) else { return }
    let text = document.withTape {
      $0.kind(0) == .string ? StringText.decode($0, 0) : Array($0.source(0))
    }
    assertion("equals", metric: "right", &out) {
      $0.member("value", raw: JSONWriter.onOneLine(text))
    }
  }

  /// The parameters of a tool, as its written list has them; nil where it has none.
  private func parameters(of name: [UInt8]) -> [UInt8]? {
    let wanted = example.tools?.exportedName(of: name) ?? name
    return functions.first { $0.name == wanted }?.parameters
  }

  /// The functions of the written list.
  private var functions: [(name: [UInt8], parameters: [UInt8]?)] {
    guard let tools = example.tools, let document = try? JSONDocument(tools.functions) else {
      return []
    }
    return document.withTape { tape in
      tape.children(of: 0).compactMap { tool in
        guard let function = tape.member("function", of: tool),
          let label = tape.member("name", of: function)
        else { return nil }
        return (
          StringText.decode(tape, label),
          tape.member("parameters", of: function).map { Array(tape.source($0)) }
        )
      }
    }
  }

  // MARK: - JavaScript

  /// Whether calls were made, and of nothing but the tools that were offered.
  private func madeCalls() -> String {
    var names = JSONWriter()
    names.beginArray()
    for function in functions { names.string(function.name) }
    names.endArray()
    let list = String(decoding: TestCaseRow.plain(names.bytes), as: UTF8.self)
    return "Array.isArray(output) && output.length > 0 && output.every(call => "
      + "\(list).includes(call.function?.name))"
  }

  /// The arguments of the first call of a tool, as text.
  private static func arguments(of name: [UInt8]) -> String {
    let quoted = String(decoding: plain(JSONWriter.quoted(name)), as: UTF8.self)
    return "(Array.isArray(output) ? output : []).find(call => call.function?.name === \(quoted))"
      + "?.function.arguments ?? ''"
  }

  /// Whether the calls are these, in any order and however their arguments are spelt.
  private static func same(as calls: [Message.Call]) -> String {
    var wanted = JSONWriter()
    wanted.beginArray()
    for call in calls {
      wanted.beginArray()
      wanted.string(call.name)
      wanted.raw(JSONWriter.onOneLine(call.arguments))
      wanted.endArray()
    }
    wanted.endArray()
    return """
      const form = value => Array.isArray(value) ? value.map(form)
        : value && typeof value === 'object'
        ? Object.keys(value).sort().map(key => [key, form(value[key])]) : value;
      const text = calls => JSON.stringify(
        calls.map(([name, value]) => JSON.stringify([name, form(value)])).sort());
      const made = (Array.isArray(output) ? output : []).filter(call => call.function)
        .map(call => [call.function.name, JSON.parse(call.function.arguments)]);
      return text(made) === text(\(String(decoding: plain(wanted.bytes), as: UTF8.self)));
      """
  }

  // MARK: - JSON

  /// JSON in which nothing begins a template.
  private static func plain(_ json: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for byte in json {
      let begins =
        out.last == ASCII.leftBrace
        && [ASCII.leftBrace, UInt8(ascii: "%"), UInt8(ascii: "#")].contains(byte)
      // Such a pair stands in strings alone.
      if begins {
        out += Array("\\u00".utf8) + Array(String(byte, radix: 16).utf8)
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// A schema without the dialect it names: the validator there knows none but its own.
  private static func withoutDialect(_ schema: [UInt8]) -> [UInt8] {
    let schema = JSONWriter.onOneLine(schema)
    guard let document = try? JSONDocument(schema, options: .anyDepth) else { return schema }
    return document.withTape { tape in
      guard tape.kind(0) == .object, tape.member("$schema", of: 0) != nil else {
        return schema
      }
      var out = JSONWriter()
      out.beginObject()
      for key in tape.children(of: 0) where !tape.isText(key, "$schema") {
        out.key(String(decoding: StringText.decode(tape, key), as: UTF8.self))
        out.raw(tape.source(key + 1))
      }
      out.endObject()
      return out.bytes
    }
  }

  // MARK: - What goes with the request

  private func options(_ out: inout JSONWriter) {
    out.key("options")
    out.beginObject()
    out.member("disableVarExpansion", true)
    if let tools = example.tools { out.member("tools", raw: tools.functions) }
    if let choice = trace.request.toolChoice, example.tools != nil {
      out.member("tool_choice", raw: JSONWriter.onOneLine(choice))
    }
    if trace.surface == .json, let schema = trace.request.schema {
      out.key("response_format")
      out.beginObject()
      out.member("type", "json_schema")
      out.key("json_schema")
      out.beginObject()
      out.member("name", "answer")
      out.member("schema", raw: JSONWriter.onOneLine(schema))
      out.endObject()
      out.endObject()
    }
    out.endObject()
  }

  private func metadata(_ out: inout JSONWriter) {
    out.key("metadata")
    out.beginObject()
    out.member("id", trace.id)
    if let session = trace.session, !session.isEmpty { out.member("session", session) }
    out.member("surface", trace.surface.rawValue)
    out.member("outcome", trace.outcome.rawValue)
    if let model = trace.model { out.member("model", model) }
    if let form = trace.form { out.member("form", form) }
    out.endObject()
  }
}
