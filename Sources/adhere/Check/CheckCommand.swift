#if CLI
  import AdhereJudging
  import ArgumentParser
  import AdhereWire
  import AdhereSchema

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
    var format: Format = .text

    @Option(help: ArgumentHelp("Draft of schemas without $schema.", valueName: "name"))
    var draft: Draft = .draft2020

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

    @Flag(help: "Every line that is not blank is a document (JSON Lines).")
    var lines = false

    @Flag(name: .shortAndLong, help: "Write nothing; the exit status tells.")
    var quiet = false

    @Argument(help: "Documents; without any, standard input.", completion: .file())
    var files: [String] = []

    enum Format: String, ExpressibleByArgument, CaseIterable {
      case text, json, flag, basic, detailed, verbose, list, hierarchical

      /// JSON Schema's own formats.
      var output: OutputFormat? { OutputFormat(rawValue: rawValue) }
    }

    func validate() throws {
      if let maxErrors, maxErrors < 1 { throw ValidationError("--max-errors must be 1 or more") }
      switch (schema != nil, embeddings, rerank) {
      case (true, false, false), (false, true, false), (false, false, true): break
      default:
        throw ValidationError("name what to check against: --schema, --embeddings or --rerank")
      }
      if schema == nil, ![.text, .json, .flag].contains(format) {
        throw ValidationError("--format \(format.rawValue) needs --schema")
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
        schema,
        options: SchemaOptions(defaultDialect: draft.dialect, assertFormats: assertFormats))
      var failed = false
      var unread = false
      for path in files.isEmpty ? ["-"] : files {
        do throws(CommandError) {
          guard try check(path, compiled, &failed) else { break }
        } catch {
          StandardError.write("adhere: \(error.message)\n")
          unread = true
        }
      }
      if unread { throw ExitCode(2) }
      if failed { throw ExitCode(1) }
    }

    /// False where nobody reads the results any more.
    private func check(
      _ path: String, _ schema: CompiledSchema, _ failed: inout Bool
    ) throws(CommandError) -> Bool {
      // The outputs look for themselves; whether there is any violation is all they leave open.
      let limit = format.output == nil ? maxErrors ?? .max : 1
      if !lines {
        let name = path == "-" ? "standard input" : path
        let bytes = try FileBytes.read(path, limit: Self.limit)
        let check = DocumentCheck(bytes, schema: schema, limit: limit)
        if !check.conforms { failed = true }
        return try write(check, name, line: nil)
      }
      let reader = try LineReader(path)
      var number = 0
      while let line = try reader.line() {
        number += 1
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        let check = DocumentCheck(line, schema: schema, limit: limit)
        if !check.conforms { failed = true }
        guard try write(check, reader.name, line: number) else { return false }
      }
      return true
    }

    private func write(
      _ check: DocumentCheck, _ name: String, line: Int?
    ) throws(CommandError) -> Bool {
      if quiet { return true }
      var out: [UInt8] = []
      switch format {
      case .text:
        for text in check.text(name: name, firstLine: line ?? 1) {
          out += text.utf8
          out.append(UInt8(ascii: "\n"))
        }
      case .json: out = check.json(name: name, line: line) + [UInt8(ascii: "\n")]
      case .flag, .basic, .detailed, .verbose, .list, .hierarchical:
        guard let output = format.output else { break }
        out = check.output(output) + [UInt8(ascii: "\n")]
      }
      return try FileBytes.write(out)
    }

    /// Offsets in a document have 32 bits.
    private static let limit = 4 << 30 - 64
  }
#endif
