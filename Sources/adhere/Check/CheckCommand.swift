#if CLI
  import AdhereSchema
  import ArgumentParser

  /// `adhere check`.
  struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Validates JSON documents against a JSON Schema.",
      usage: "adhere check --schema <file> [<options>] [<files> ...]",
      discussion: """
        Nothing is repaired and nothing is passed on: every place in which a
        document breaks the schema is named, a line each, with file, line and
        column. A document that conforms gives no line.

        FORMATS (--format):
          text  file:line:column: path: what is expected; what is there
          json  an object a line and document: "file", "valid", "errors", the
                errors with Ajv's fields
          flag, basic, detailed, verbose
                the output formats of JSON Schema (2020-12, section 12.4), an
                object a line and document: the verdict alone, a list of errors
                or annotations, a tree of them, a tree of every keyword
          list, hierarchical
                the same for draft v1
        An output of more than 64 MiB or 262,144 schemas and keywords is cut off
        and has "truncated": true; the verdict is not.

        REFERENCES (--ref):
          Nothing is fetched. $ref finds the metaschemas and what --ref names,
          by $id or by place: "$ref": "address.json" is the file beside the
          schema, if --ref names it or its folder.

        BODIES OF PROVIDERS:
          --embeddings checks responses of an embeddings API: their number,
          their order by index, one length for all, finite numbers; as lists or
          as base64. --rerank checks responses of a reranking.

        EXAMPLES:
          adhere check --schema person.json ada.json
          adhere check --schema person.json --lines people.jsonl
          adhere check --schema person.json --format json < ada.json
          adhere check --schema person.json --ref shared ada.json
          adhere check --embeddings --dimensions 2 embeddings.json

        EXIT STATUS:
          0  every document conforms
          1  some do not, or are not JSON
          2  the command itself failed: a flag, a schema, a file
        """)

    @Option(
      help: ArgumentHelp("JSON Schema that documents have to conform to.", valueName: "file"),
      completion: .file(extensions: ["json"]))
    var schema: String?

    @Flag(help: "The documents are responses of an embeddings API.")
    var embeddings = false

    @Flag(help: "The documents are responses of a reranking.")
    var rerank = false

    @Option(help: ArgumentHelp("Numbers that each embedding has to have.", valueName: "n"))
    var dimensions: Int?

    @Option(
      help: ArgumentHelp(
        "Embeddings that a response has to hold, or documents that were ranked.", valueName: "n"))
    var count: Int?

    @Option(help: ArgumentHelp("How results are written.", valueName: "format"))
    var format: CheckFormat = .text

    @Option(help: ArgumentHelp("Draft of schemas without $schema.", valueName: "name"))
    var draft = DraftName(.draft2020)

    @Flag(help: "Enforce format, which JSON Schema leaves as a remark by default.")
    var assertFormats = false

    @Option(
      help: ArgumentHelp(
        "File, or folder of .json files, that references may lead to. May be repeated.",
        valueName: "path"), completion: .file())
    var ref: [String] = []

    @Option(
      help: ArgumentHelp(
        "Look for at most this many errors in a document; without it, for all.", valueName: "n"))
    var maxErrors: Int?

    @Option(
      help: ArgumentHelp(
        "Longest document in bytes; in memory it takes about five times as much.",
        valueName: "bytes"))
    var maxDocumentBytes = 256 << 20

    @Flag(help: "Every line that is not blank is a document (JSON Lines).")
    var lines = false

    @Flag(name: .shortAndLong, help: "Write nothing; the exit status tells.")
    var quiet = false

    @Argument(help: "Documents; without any, standard input.", completion: .file())
    var files: [String] = []

    func validate() throws {
      if let maxErrors, maxErrors < 1 { throw ValidationError("--max-errors must be 1 or more") }
      guard 1...Self.longest ~= maxDocumentBytes else {
        throw ValidationError("--max-document-bytes must be from 1 to \(Self.longest)")
      }
      switch (schema != nil, embeddings, rerank) {
      case (true, false, false), (false, true, false), (false, false, true): break
      default:
        throw ValidationError("name what to check against: --schema, --embeddings or --rerank")
      }
      if schema == nil, ![.text, .json, .output(.flag)].contains(format) {
        throw ValidationError("--format \(format.defaultValueDescription) needs --schema")
      }
      if dimensions != nil, !embeddings { throw ValidationError("--dimensions needs --embeddings") }
      if count != nil, schema != nil {
        throw ValidationError("--count needs --embeddings or --rerank")
      }
    }

    func run() throws {
      guard let schema else { return try runBodies() }
      var sources = try SchemaFiles(references: ref)
      let compiled = try sources.compile(
        schema, options: SchemaOptions(defaultDialect: draft.dialect, assertFormats: assertFormats))
      // Output formats collect violations themselves; all they leave open is whether there is one.
      var limit = maxErrors ?? .max
      if case .output = format { limit = 1 }
      var failed = false
      try forEachDocument { document throws(CommandError) in
        let check = DocumentCheck(document.bytes, schema: compiled, limit: limit)
        if !check.conforms { failed = true }
        return try write(check, document)
      }
      if failed { throw ExitCode(1) }
    }

    /// A document of the command line: a file, or a line of one.
    struct Document {
      var bytes: [UInt8]
      /// Of its file.
      var name: String
      /// In its file, from 1; nil where it is the whole file.
      var line: Int?
    }

    /// Calls `body` with each document until one returns false, and goes on with the next file
    /// where one cannot be read; then the status is 2.
    func forEachDocument(_ body: (Document) throws(CommandError) -> Bool) throws {
      let limit = FileBytes.Limit(maxDocumentBytes, option: "--max-document-bytes")
      var hasUnreadFiles = false
      var goesOn = true
      for path in files.isEmpty ? ["-"] : files where goesOn {
        do throws(CommandError) {
          if lines {
            try FileBytes.forEachLine(path, limit: limit) { line throws(CommandError) in
              if line.isBlank { return true }
              goesOn = try body(Document(bytes: line.bytes, name: line.file, line: line.number))
              return goesOn
            }
          } else {
            let bytes = try FileBytes.text(path, limit: limit)
            goesOn = try body(Document(bytes: bytes, name: FileBytes.name(path)))
          }
        } catch {
          StandardError.write(line: error.message)
          hasUnreadFiles = true
        }
      }
      if hasUnreadFiles { throw ExitCode(2) }
    }

    /// False where the reader of the results has gone away.
    private func write(
      _ check: DocumentCheck, _ document: Document
    ) throws(CommandError) -> Bool {
      if quiet { return true }
      switch format {
      case .text:
        let lines = check.text(name: document.name, firstLine: document.line ?? 1)
        return try FileBytes.write(lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] })
      case .json:
        return try FileBytes.write(
          check.json(name: document.name, line: document.line) + [UInt8(ascii: "\n")])
      case .output(let output):
        return try FileBytes.write(check.output(output) + [UInt8(ascii: "\n")])
      }
    }

    /// Offsets in a document have 32 bits.
    private static let longest = 4 << 30 - 64
  }

  /// How `adhere check` writes results.
  enum CheckFormat: ExpressibleByArgument, Equatable {
    case text, json
    /// One of JSON Schema's own formats.
    case output(OutputFormat)

    init?(argument: String) {
      switch argument {
      case "text": self = .text
      case "json": self = .json
      default:
        guard let output = OutputFormat(rawValue: argument) else { return nil }
        self = .output(output)
      }
    }

    var defaultValueDescription: String {
      switch self {
      case .text: "text"
      case .json: "json"
      case .output(let output): output.rawValue
      }
    }

    static var allValueStrings: [String] {
      ["text", "json"] + OutputFormat.allCases.map(\.rawValue)
    }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  }
#endif
