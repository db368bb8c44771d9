#if CLI
  import AdhereProviders
  import ArgumentParser

  /// `adhere schema rewrite`.
  struct SchemaRewriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rewrite",
      abstract: "Writes the schema that a provider accepts.",
      usage: "adhere schema rewrite --provider <name> [<options>] [<file>]",
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
      let rewrite = ProviderRewrite(document, for: options.profile())
      if !quiet {
        var account = ""
        for change in rewrite.changes {
          let pointer = change.pointer.isEmpty ? "the schema" : change.pointer
          account += line("\(change.kind.rawValue): \(pointer) \(change.message)")
        }
        for finding in rewrite.remaining {
          let pointer = finding.pointer.isEmpty ? "" : finding.pointer + ": "
          account += line("rejected: \(pointer)\(finding.message)")
        }
        StandardError.write(account)
      }
      guard try FileBytes.write(rewrite.schema + [UInt8(ascii: "\n")]) else { return }
      if !rewrite.remaining.isEmpty { throw ExitCode(1) }
    }

    /// Names of members may hold anything.
    private func line(_ text: String) -> String { "adhere: \(TerminalText.escaped(text))\n" }
  }
#endif
