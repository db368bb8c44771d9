import AdhereJSON
import AdhereSchema

/// Bowtie's harness protocol (IHOP version 1): a request line in, an answer line out.
///
///     var harness = BowtieHarness(version: "0.1.0", repository: url, options: SchemaOptions())
///     harness.answer(Array(#"{"cmd":"start","version":1}"#.utf8))
///
/// No request makes the harness fail: what cannot be done is answered with `errored`.
struct BowtieHarness {
  /// What follows from a request.
  enum Answer: Sendable, Equatable {
    /// One line of JSON, without its line end.
    case line([UInt8])
    /// The session is over.
    case stop
  }

  private let version: String
  private let repository: String
  private var options: SchemaOptions
  /// The last registry as text: Bowtie sends the same one with case after case.
  private var registryText: [UInt8] = []

  /// - Parameters:
  ///   - version: of the implementation, for the answer to `start`.
  ///   - repository: URL of the source code, which the protocol requires in that answer, and
  ///     under which `/issues` is where bugs are reported.
  ///   - options: how schemas are read; `dialect` requests and registries change it.
  init(version: String, repository: String, options: SchemaOptions) {
    self.version = version
    self.repository = repository
    self.options = options
  }

  /// Answers one request.
  mutating func answer(_ line: [UInt8]) -> Answer {
    let document: JSONDocument
    do {
      document = try JSONDocument(line, options: ParseOptions(maximumDepth: .max))
    } catch {
      return Self.errored(seq: nil, "the request is not JSON: \(error)")
    }
    return document.withTape { tape in
      let request = BowtieRequest(tape: tape)
      switch request.text("cmd") {
      case "start": return start(request)
      case "dialect": return dialect(request)
      case "run": return run(request)
      case "stop": return .stop
      case let command?:
        return Self.errored(
          seq: request.seq, "there is no command \"\(command)\"; IHOP has start, dialect, run, stop"
        )
      case nil: return Self.errored(seq: request.seq, "the request has no \"cmd\"")
      }
    }
  }

  private func start(_ request: BowtieRequest) -> Answer {
    guard let node = request.member("version"),
      request.tape.source(node).elementsEqual("1".utf8)
    else { return Self.errored(seq: nil, "only version 1 of IHOP is spoken") }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", 1)
    writer.key("implementation")
    BowtieImplementation.write(version: version, repository: repository, to: &writer)
    writer.endObject()
    return .line(writer.bytes)
  }

  private mutating func dialect(_ request: BowtieRequest) -> Answer {
    let dialect = request.text("dialect").flatMap { Dialect(uri: $0) }
    if let dialect { options.defaultDialect = dialect }
    return .line(Array("{\"ok\":\(dialect != nil)}".utf8))
  }

  private mutating func run(_ request: BowtieRequest) -> Answer {
    let tape = request.tape
    guard let seq = request.seq else { return Self.errored(seq: nil, "the run has no \"seq\"") }
    guard let node = request.member("case"), let schema = tape.member("schema", of: node),
      let tests = tape.member("tests", of: node), tape.kind(tests) == .array
    else { return Self.errored(seq: seq, "the run has no case with a schema and tests") }
    let wantsAnnotations = request.text("output") == "annotations"
    let compiled: CompiledSchema
    do {
      try register(tape, tape.member("registry", of: node))
      compiled = try CompiledSchema(JSONDocument(Array(tape.source(schema))), options: options)
    } catch {
      return Self.errored(seq: seq, "\(error)")
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("seq", raw: seq)
    writer.array("results", of: tape.children(of: tests)) { writer, test in
      writer.beginObject()
      if let instance = tape.member("instance", of: test) {
        let isValid = compiled.isValid(tape, at: instance)
        // What met a limit is neither valid nor invalid.
        if !isValid, let open = compiled.violations(tape, at: instance).first(where: \.isUndecided)
        {
          Self.writeError(open.message, to: &writer)
          writer.endObject()
          return
        }
        writer.member("valid", isValid)
        if wantsAnnotations {
          Self.write(compiled.annotations(tape, at: instance), to: &writer)
        }
      } else {
        Self.writeError("the test has no \"instance\"", to: &writer)
      }
      writer.endObject()
    }
    writer.endObject()
    return .line(writer.bytes)
  }

  /// Reads the case's registry, unless it is the one of the case before.
  private mutating func register(_ tape: Tape, _ node: Int?) throws {
    guard let node, tape.kind(node) == .object else {
      options.registry = nil
      registryText = []
      return
    }
    let text = tape.source(node)
    if options.registry != nil, text.elementsEqual(registryText) { return }
    var registry = SchemaRegistry()
    for key in tape.children(of: node) {
      let uri = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      registry.add(try JSONDocument(Array(tape.source(key + 1))), at: uri)
    }
    options.registry = registry
    registryText = Array(text)
  }

  private static func write(_ annotations: [Annotation], to writer: inout JSONWriter) {
    writer.array("annotations", of: annotations) { writer, annotation in
      writer.beginObject()
      writer.member("keyword", annotation.keyword)
      writer.member("instanceLocation", annotation.instanceLocation)
      // Bowtie compares places in the schema, not the path of evaluation.
      writer.member("keywordLocation", annotation.schemaLocation)
      writer.member("annotation", raw: annotation.value)
      writer.endObject()
    }
  }

  // MARK: - Errors

  private static func errored(seq: [UInt8]?, _ message: String) -> Answer {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("seq")
    if let seq { writer.raw(seq) } else { writer.null() }
    writeError(message, to: &writer)
    writer.endObject()
    return .line(writer.bytes)
  }

  private static func writeError(_ message: String, to writer: inout JSONWriter) {
    writer.member("errored", true)
    writer.key("context")
    writer.beginObject()
    writer.member("message", message)
    writer.endObject()
  }
}
