#if CLI
  import AdhereProviders
  import ArgumentParser
  import AdhereSchema
  import AdhereJSON

  /// `adhere schema`.
  struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Fits JSON Schemas to what providers accept.",
      discussion: """
        The structured outputs of each provider take a part of JSON Schema, and a
        request with anything else is refused or loosely followed. lint says what
        a provider does not take; rewrite writes a schema that it takes, and lists
        what that one no longer enforces. Validate the answers against the
        original.

        EXAMPLES:
          adhere schema lint --provider together person.json
          adhere schema rewrite --provider openai person.json
        """,
      subcommands: [SchemaLintCommand.self, SchemaRewriteCommand.self])
  }

  /// What `lint` and `rewrite` have in common.
  struct ProviderOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Whose structured outputs.", valueName: "name"))
    var provider: ProviderFlag

    @Argument(
      help: "The schema; without it, standard input.", completion: .file(extensions: ["json"]))
    var file = "-"

    var name: String { file == "-" ? "standard input" : file }

    /// The schema's text and tree; anything JSON Schema itself refuses is an error here.
    func read() throws(CommandError) -> ([UInt8], JSONDocument) {
      let (bytes, document) = try SchemaFiles.parse(file)
      guard document.tape.kind(0) == .object else {
        throw CommandError("\(name):1:1: the schema has to be an object")
      }
      do throws(SchemaError) {
        _ = try CompiledSchema(document)
      } catch  where error.kind != .unresolvedReference {
        // A reference that leaves the schema is for the provider's table to judge.
        let place = LineIndex(bytes).place(of: error.offset)
        throw CommandError("\(name):\(place.line):\(place.column): \(error.message)")
      } catch {}
      return (bytes, document)
    }
  }

  /// `--provider`.
  enum ProviderFlag: String, ExpressibleByArgument, CaseIterable {
    case openai, together, fireworks, anthropic, gemini, xai

    var profile: ProviderProfile { ProviderProfile(rawValue)! }
  }

  /// `adhere schema lint`.
  struct SchemaLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Says what a provider's structured outputs do not take.",
      discussion: """
        A line for each place, with file, line, column and JSON Pointer:
          rejected  the provider refuses the schema, or ignores this part of it
          unstated  the vendor does not say what becomes of it; once a keyword

        EXAMPLES:
          adhere schema lint --provider together person.json

        EXIT STATUS:
          0  nothing is rejected
          1  something is
          2  the command itself failed
        """)

    @OptionGroup var options: ProviderOptions

    func run() throws {
      let (bytes, document) = try options.read()
      let findings = ProviderLint.findings(document, options.provider.profile)
      let index = LineIndex(bytes)
      var out = ""
      for finding in findings {
        let place = index.place(of: finding.offset)
        let pointer = finding.pointer.isEmpty ? "" : finding.pointer + ": "
        out += "\(options.name):\(place.line):\(place.column): \(finding.severity.rawValue): "
        out += "\(pointer)\(finding.message)\n"
      }
      _ = try FileBytes.write(Array(out.utf8))
      if findings.contains(where: { $0.severity == .rejected }) { throw ExitCode(1) }
    }
  }

  /// `adhere schema rewrite`.
  struct SchemaRewriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rewrite",
      abstract: "Writes the schema that a provider accepts.",
      discussion: """
        The new schema goes to standard output, the account to standard error:
          lost      values that the original refuses are accepted here
          narrowed  values that the original accepts are refused here
          reworded  written otherwise; the same values conform
          rejected  what the provider still refuses, such as a limit exceeded

        EXAMPLES:
          adhere schema rewrite --provider openai person.json
          adhere schema rewrite --provider gemini < person.json

        EXIT STATUS:
          0  the provider takes the new schema
          1  something is still rejected
          2  the command itself failed
        """)

    @OptionGroup var options: ProviderOptions

    @Flag(name: .shortAndLong, help: "Leave the account out.")
    var quiet = false

    func run() throws {
      let (_, document) = try options.read()
      let rewrite = ProviderRewrite(document, for: options.provider.profile)
      if !quiet {
        var account = ""
        for change in rewrite.changes {
          let pointer = change.pointer.isEmpty ? "the schema" : change.pointer
          account += "adhere: \(change.kind.rawValue): \(pointer) \(change.message)\n"
        }
        for finding in rewrite.remaining {
          let pointer = finding.pointer.isEmpty ? "" : finding.pointer + ": "
          account += "adhere: rejected: \(pointer)\(finding.message)\n"
        }
        StandardError.write(account)
      }
      guard try FileBytes.write(rewrite.schema + [UInt8(ascii: "\n")]) else { return }
      if !rewrite.remaining.isEmpty { throw ExitCode(1) }
    }
  }
#endif
