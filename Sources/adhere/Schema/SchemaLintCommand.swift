#if CLI
  import AdhereJSON
  import AdhereProviders
  import ArgumentParser

  /// `adhere schema lint`.
  struct SchemaLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "Says what a provider's structured outputs do not take.",
      usage: "adhere schema lint --provider <name> [<options>] [<file>]",
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
      let findings = ProviderLint.findings(document, options.profile())
      let index = LineIndex(bytes)
      var out = ""
      for finding in findings {
        let place = index.place(of: finding.offset)
        let pointer = finding.pointer.isEmpty ? "" : finding.pointer + ": "
        out += TerminalText.escaped(
          "\(options.name):\(place.line):\(place.column): \(finding.severity.rawValue): "
            + "\(pointer)\(finding.message)")
        out += "\n"
      }
      try FileBytes.write(Array(out.utf8))
      if findings.contains(where: { $0.severity == .rejected }) { throw ExitCode(1) }
    }
  }
#endif
