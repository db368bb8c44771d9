#if CLI
  import AdhereTraining
  import ArgumentParser

  /// `adhere export targets`.
  struct ExportTargetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "targets", abstract: "Lists the targets.")

    func run() throws {
      var text = ""
      for target in Target.all {
        text += "\(TerminalText.padded(target.name + " ", 15))\(target.summary)\n"
      }
      try FileBytes.write(Array(text.utf8))
    }
  }
#endif
