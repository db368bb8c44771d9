#if CLI
  import ArgumentParser

  /// `adhere export`.
  struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Makes fine-tuning datasets of traces, and checks those of others.",
      discussion: """
        adhere export --target T --traces FILE -o NAME writes NAME.jsonl,
        NAME.manifest.json and NAME.provenance.jsonl.
        adhere export lint FILE --target T checks a file against what T takes.
        """,
      subcommands: [
        ExportDatasetCommand.self, ExportLintCommand.self, ExportTargetsCommand.self,
      ],
      defaultSubcommand: ExportDatasetCommand.self)
  }
#endif
