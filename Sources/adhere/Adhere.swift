#if CLI
  import AdherePlatform
  import ArgumentParser

  /// The command: its verbs, and how its process ends.
  struct Adhere: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adhere",
      abstract: "Judges what language models return against what they were asked for.",
      discussion: """
        What a model returned is validated against the JSON Schema or the tools it
        was asked for, repaired by rules that list every change they make, and
        passed on.

        EXAMPLES:
          Keep what conforms, repair what can be repaired:
            adhere filter --schema person.json < outputs.jsonl > conforming.jsonl

          Say of each output what was wrong, and what was done about it:
            adhere filter --schema person.json --output record < outputs.jsonl

          Look at one output, and see what was changed in it or why it failed:
            adhere explain --schema person.json < answer.md

          See which repairs there are:
            adhere rules

          See for which trainers datasets can be made of traces:
            adhere export targets

        EXIT STATUS:
          0  every output ended valid, repaired, no_call or unchecked
          1  some did not
          2  the command itself failed: a flag, a schema, a file
        """,
      version: AdhereVersion.text,
      subcommands: [
        FilterCommand.self, ExplainCommand.self, CheckCommand.self, SchemaCommand.self,
        RulesCommand.self,
        ExportCommand.self, EvalCommand.self, BowtieCommand.self,
      ] + storeVerbs)

    /// The verbs that need the trait Store.
    private static var storeVerbs: [any ParsableCommand.Type] {
      #if Store
        [ReportCommand.self, TracesCommand.self]
      #else
        []
      #endif
    }

    /// Runs the command and returns the status of its process.
    static func runAsProcess() -> Int32 {
      do {
        var command = try parseAsRoot()
        try command.run()
        return 0
      } catch let error as CommandError {
        StandardError.write(line: error.message)
        return 2
      } catch {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code == .success {
          do throws(CommandError) {
            try FileBytes.write(Array("\(message)\n".utf8))
          } catch {
            StandardError.write(line: error.message)
            return 2
          }
        } else if let verb = misspeltVerb() {
          StandardError.write(line: verb)
        } else if !message.isEmpty {
          StandardError.write(TerminalText.escaped(message, keepsLines: true) + "\n")
        }
        // Wrong flags are status 2 here, as in grep, not the 64 of sysexits.h.
        return code == .validationFailure ? 2 : code.rawValue
      }
    }

    /// The error where the first argument was meant for a verb; nil where it is one or none.
    private static func misspeltVerb() -> String? {
      let arguments = CommandLine.arguments.dropFirst()
      guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
      let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
      guard !verbs.contains(word) else { return nil }
      let near = NearestName.of(word, among: verbs).map { "did you mean \"\($0)\"?" }
      return "there is no verb \"\(word)\"; \(near ?? "see adhere --help")"
    }
  }
#endif
