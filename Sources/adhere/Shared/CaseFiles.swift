#if CLI
  import AdhereReport
  import AdhereWire

  /// Files of evaluation cases.
  enum CaseFiles {
    /// Every case once, in their order.
    ///
    /// - Parameter check: whether the request of a case can be judged.
    /// - Throws: ``CommandError`` that names file and line: of what is no case, of one that cannot be
    ///   judged, and of a second one under the same id.
    static func read(
      _ paths: [String],
      check: (EvaluationCase) throws(InputError) -> Void = { (_) throws(InputError) in }
    ) throws(CommandError) -> [EvaluationCase] {
      var cases: [EvaluationCase] = []
      var places: [String: (index: Int, line: String)] = [:]
      for path in paths {
        try FileBytes.forEachLine(path) { line throws(CommandError) in
          guard !line.isBlank else { return true }
          let place = "\(line.file):\(line.number)"
          let item: EvaluationCase
          do throws(EvaluationError) {
            item = try EvaluationCase(line: line.bytes)
          } catch { throw CommandError("\(place): \(error.message)") }
          if let known = places[item.id] {
            guard cases[known.index] == item else {
              throw CommandError(
                "\(place): the id \"\(item.id)\" is that of another case (\(known.line))")
            }
            return true
          }
          do throws(InputError) { try check(item) } catch {
            throw CommandError("\(place): \(error.message)")
          }
          places[item.id] = (cases.count, place)
          cases.append(item)
          return true
        }
      }
      guard !cases.isEmpty else {
        throw CommandError("\(paths.joined(separator: ", ")): there is no case")
      }
      return cases
    }
  }
#endif
