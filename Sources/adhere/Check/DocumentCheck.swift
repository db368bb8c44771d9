import AdhereJSON
import AdhereSchema

/// One JSON document validated against a schema, and the forms of the result.
///
///     let check = DocumentCheck(bytes, schema: schema)
///     check.conforms                                       // false
///     check.text(name: "person.json")[0]                   // person.json:3:12: /age: expected …
struct DocumentCheck: Sendable {
  /// What was found.
  enum Result: Sendable {
    case notJSON(ParseError)
    /// Empty where the document conforms.
    case read(JSONDocument, violations: [Violation])
  }

  let result: Result
  private let bytes: [UInt8]
  private let schema: CompiledSchema

  /// - Parameter limit: the most violations to look for.
  init(_ bytes: [UInt8], schema: CompiledSchema, limit: Int = .max) {
    self.bytes = bytes
    self.schema = schema
    do throws(ParseError) {
      let document = try JSONDocument(
        bytes, options: .anyDepth)
      let violations = document.withTape { schema.violations($0, limit: limit) }
      result = .read(document, violations: violations)
    } catch {
      result = .notJSON(error)
    }
  }

  var conforms: Bool {
    if case .read(_, let violations) = result { violations.isEmpty } else { false }
  }

  /// A line for each error, as compilers write them: name, line and column (from 1, in bytes),
  /// then the message.
  ///
  /// - Parameter firstLine: number of the document's first line in its file.
  func text(name: String, firstLine: Int = 1) -> [String] {
    func line(_ offset: Int, _ text: String, _ index: LineIndex) -> String {
      let place = index.place(of: offset)
      return "\(TerminalText.escaped(name)):\(place.line + firstLine - 1):\(place.column): \(text)"
    }
    switch result {
    case .notJSON(let error):
      return [line(error.offset, "not JSON: \(error.message)", LineIndex(bytes))]
    case .read(_, let violations) where violations.isEmpty: return []
    case .read(let document, let violations):
      let index = LineIndex(bytes)
      return document.withTape { tape in
        ViolationLines(violations, tape).lines
          .map { line(tape.span($0.node).lowerBound, $0.text, index) }
      }
    }
  }

  /// `{"file":…,"valid":…,"errors":[…]}`, the errors as Ajv lists them: those of the branches
  /// of anyOf and oneOf before that of the keyword itself.
  ///
  /// - Parameter line: the document's line in its file, where it holds one a line.
  func json(name: String, line: Int? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("file", name)
    if let line {
      writer.member("line", line)
    }
    writer.member("valid", conforms)
    writer.key("errors")
    writer.beginArray()
    switch result {
    case .notJSON(let error): Self.write(error, to: &writer)
    case .read(_, let violations):
      for violation in violations { Self.write(violation, to: &writer) }
    }
    writer.endArray()
    writer.endObject()
    // Params quote the schema as it is written; its line ends are between tokens, never inside a
    // string.
    return writer.bytes.map {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0
    }
  }

  /// The result in one of JSON Schema's own formats, on one line. A text that is not JSON is an
  /// error of the whole document.
  func output(_ format: OutputFormat, limits: OutputLimits = OutputLimits()) -> [UInt8] {
    switch result {
    case .read(let document, _):
      return document.withTape { schema.output($0, format: format, limits: limits) }
    case .notJSON(let error): return Self.notJSON(error, format)
    }
  }

  private static func notJSON(_ error: ParseError, _ format: OutputFormat) -> [UInt8] {
    var writer = JSONWriter()
    func head(_ path: StaticString, _ extra: StaticString? = nil) {
      writer.beginObject()
      writer.member("valid", false)
      for key in [path, extra, "instanceLocation"] {
        guard let key else { continue }
        writer.member(key, "")
      }
    }
    let message = "not JSON: \(error.message) (byte \(error.offset))"
    switch format {
    case .flag: return Array("{\"valid\":false}".utf8)
    case .basic, .detailed, .verbose:
      head("keywordLocation")
      writer.member("error", message)
    case .list, .hierarchical:
      if format == .list {
        writer.beginObject()
        writer.member("valid", false)
        writer.key("details")
        writer.beginArray()
      }
      head("evaluationPath", "schemaLocation")
      writer.key("errors")
      writer.beginObject()
      writer.member("", message)
      writer.endObject()
      if format == .list {
        writer.endObject()
        writer.endArray()
      }
    }
    writer.endObject()
    return writer.bytes
  }

  private static func write(_ violation: Violation, to writer: inout JSONWriter) {
    for branch in violation.branches {
      for inner in branch { write(inner, to: &writer) }
    }
    write(
      (violation.instancePath, violation.schemaPath, violation.keyword), violation.params,
      violation.message, to: &writer)
  }

  private static func write(_ error: ParseError, to writer: inout JSONWriter) {
    var params = JSONWriter()
    params.beginObject()
    params.member("code", error.code.rawValue)
    params.member("offset", error.offset)
    params.endObject()
    write(("", "", "json"), params.bytes, "not JSON: \(error.message)", to: &writer)
  }

  private static func write(
    _ place: (instance: String, schema: String, keyword: String), _ params: [UInt8],
    _ message: String, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.member("instancePath", place.instance)
    writer.member("schemaPath", place.schema)
    writer.member("keyword", place.keyword)
    writer.member("params", raw: params)
    writer.member("message", message)
    writer.endObject()
  }
}
