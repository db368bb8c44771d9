#if CLI
  import ArgumentParser
  import AdhereWire
  import AdhereJSON

  /// Responses of embeddings and of rerankings.
  extension CheckCommand {
    func runBodies() throws {
      var failed = false
      var unread = false
      for path in files.isEmpty ? ["-"] : files {
        do throws(CommandError) {
          if lines {
            let reader = try LineReader(path)
            var number = 0
            while let line = try reader.line() {
              number += 1
              if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
              try report(line, reader.name, number, &failed)
            }
          } else {
            let name = path == "-" ? "standard input" : path
            try report(FileBytes.read(path, limit: 1 << 30), name, 1, &failed)
          }
        } catch {
          StandardError.write("adhere: \(error.message)\n")
          unread = true
        }
      }
      if unread { throw ExitCode(2) }
      if failed { throw ExitCode(1) }
    }

    private func report(
      _ body: [UInt8], _ name: String, _ firstLine: Int, _ failed: inout Bool
    ) throws(CommandError) {
      let expected = BodyExpectation(dimensions: dimensions, count: count)
      var problems =
        embeddings
        ? EmbeddingsCheck.problems(body, expected) : RerankCheck.problems(body, expected)
      if !problems.isEmpty { failed = true }
      problems = Array(problems.prefix(maxErrors ?? .max))
      if quiet { return }
      var out: [UInt8] = []
      switch format {
      case .text:
        let index = LineIndex(body)
        for problem in problems {
          let place = index.place(of: problem.offset)
          let pointer = problem.pointer.isEmpty ? "" : problem.pointer + " "
          out += "\(name):\(place.line + firstLine - 1):\(place.column): ".utf8
          out += "\(pointer)\(problem.message)\n".utf8
        }
      case .flag: out += #"{"valid":\#(problems.isEmpty)}"#.utf8 + [0x0A]
      default:
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("file", name)
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
      _ = try FileBytes.write(out)
    }
  }
#endif
