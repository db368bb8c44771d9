#if CLI
  import AdhereJSON
  import AdhereWire
  import ArgumentParser

  /// Responses of embeddings and of rerankings.
  extension CheckCommand {
    func runBodies() throws {
      var failed = false
      try forEachDocument { document throws(CommandError) in
        try report(document, &failed)
        return true
      }
      if failed { throw ExitCode(1) }
    }

    private func report(_ document: Document, _ failed: inout Bool) throws(CommandError) {
      let expected = BodyExpectation(dimensions: dimensions, count: count)
      var problems =
        embeddings
        ? EmbeddingsCheck.problems(document.bytes, expected)
        : RerankCheck.problems(document.bytes, expected)
      if !problems.isEmpty { failed = true }
      problems = Array(problems.prefix(maxErrors ?? .max))
      if quiet { return }
      var out: [UInt8] = []
      switch format {
      case .text:
        let index = LineIndex(document.bytes)
        for problem in problems {
          let place = index.place(of: problem.offset)
          let line = place.line + (document.line ?? 1) - 1
          let pointer = problem.pointer.isEmpty ? "" : problem.pointer + " "
          out += "\(document.name):\(line):\(place.column): \(pointer)\(problem.message)\n".utf8
        }
      case .output: out += "{\"valid\":\(problems.isEmpty)}\n".utf8
      case .json:
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("file", document.name)
        writer.member("valid", problems.isEmpty)
        writer.array("errors", of: problems) { writer, problem in
          writer.beginObject()
          writer.member("instancePath", problem.pointer)
          writer.member("message", problem.message)
          writer.endObject()
        }
        writer.endObject()
        writer.newline()
        out = writer.bytes
      }
      try FileBytes.write(out)
    }
  }
#endif
