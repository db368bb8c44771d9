#if CLI
  import AdhereJudging
  import ArgumentParser
  import AdhereTraining

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

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
      subcommands: [ExportDataset.self, ExportLint.self, ExportTargets.self],
      defaultSubcommand: ExportDataset.self)
  }

  /// `adhere export targets`.
  struct ExportTargets: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "targets", abstract: "Lists the targets.")

    func run() throws {
      var text = ""
      for target in Target.all {
        let padding = String(repeating: " ", count: max(1, 15 - target.name.count))
        text += "\(target.name)\(padding)\(target.summary)\n"
      }
      _ = try FileBytes.write(Array(text.utf8))
    }
  }

  /// `--target`.
  struct TargetName: ExpressibleByArgument {
    var target: Target

    init?(argument: String) {
      guard let target = Target.named(argument) else { return nil }
      self.target = target
    }

    static var allValueStrings: [String] { Target.all.map(\.name) }
  }
#endif
