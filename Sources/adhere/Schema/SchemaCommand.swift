#if CLI
  import ArgumentParser

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
#endif
