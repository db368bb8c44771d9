public import JSONSchema
public import JSONText

/// One JSON document held against a schema, and the ways to tell the result.
///
///     let check = DocumentCheck(bytes, schema: schema)
///     check.conforms                                       // false
///     check.text(name: "person.json")[0]                   // person.json:3:12: /age must be …
public struct DocumentCheck: Sendable {
  /// What came of it.
  public enum Result: Sendable {
    case notJSON(ParseError)
    /// Empty where the document conforms.
    case read(JSONDocument, violations: [Violation])
  }

  public let result: Result
  private let bytes: [UInt8]

  /// - Parameter limit: violations that are looked for at most.
  public init(_ bytes: [UInt8], schema: CompiledSchema, limit: Int = .max) {
    self.bytes = bytes
    do throws(ParseError) {
      let document = try JSONDocument(
        bytes, options: ParseOptions(duplicateKeys: .ignore))
      let violations = document.withTape { schema.violations($0, limit: limit) }
      result = .read(document, violations: violations)
    } catch {
      result = .notJSON(error)
    }
  }

  public var conforms: Bool {
    if case .read(_, let violations) = result { violations.isEmpty } else { false }
  }

  /// A line for each thing that is wrong, as compilers write them: name, line and column (from
  /// 1, in bytes), then what is wrong.
  ///
  /// - Parameter firstLine: number of the document's first line in its file.
  public func text(name: String, firstLine: Int = 1) -> [String] {
    func line(_ offset: Int, _ text: String, _ index: LineIndex) -> String {
      let place = index.place(of: offset)
      return "\(name):\(place.line + firstLine - 1):\(place.column): \(text)"
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
  public func json(name: String, line: Int? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("file")
    writer.string(name)
    if let line {
      writer.key("line")
      writer.int(line)
    }
    writer.key("valid")
    writer.bool(conforms)
    writer.key("errors")
    writer.beginArray()
    switch result {
    case .notJSON(let error): Self.write(error, to: &writer)
    case .read(_, let violations):
      for violation in violations { Self.write(violation, to: &writer) }
    }
    writer.endArray()
    writer.endObject()
    // Params quote the schema as it is written. No string holds a raw line end, so these stand
    // between tokens.
    return writer.bytes.map {
      $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0
    }
  }

  /// `{"valid":false}`, the `flag` format of JSON Schema 2020-12, section 12.4.1.
  public var flag: [UInt8] { Array("{\"valid\":\(conforms)}".utf8) }

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
    params.key("code")
    params.string(error.code.rawValue)
    params.key("offset")
    params.int(error.offset)
    params.endObject()
    write(("", "", "json"), params.bytes, "not JSON: \(error.message)", to: &writer)
  }

  private static func write(
    _ place: (instance: String, schema: String, keyword: String), _ params: [UInt8],
    _ message: String, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("instancePath")
    writer.string(place.instance)
    writer.key("schemaPath")
    writer.string(place.schema)
    writer.key("keyword")
    writer.string(place.keyword)
    writer.key("params")
    writer.raw(params)
    writer.key("message")
    writer.string(message)
    writer.endObject()
  }
}
