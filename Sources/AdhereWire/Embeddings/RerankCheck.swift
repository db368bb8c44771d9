internal import AdhereJSON

/// Checks a body of a reranking: `results` (together.ai) or `data` (Fireworks AI), each with an
/// index of its own among the documents and a finite score.
public enum RerankCheck {
  /// Everything that is wrong with a body of a reranking; empty where nothing is.
  public static func problems(_ body: [UInt8], _ expected: BodyExpectation) -> [BodyProblem] {
    BodyChecking.problems(body) { tape, problems in
      let name = tape.field("results", of: 0) != nil ? "results" : "data"
      let list = tape.field("results", of: 0) ?? tape.field("data", of: 0)
      guard let list, tape.kind(list) == .array else {
        return problems.add("", 0, "holds no list `results` or `data`")
      }
      var seen: Set<Int> = []
      for (number, item) in tape.children(of: list).enumerated() {
        let place = "/\(name)/\(number)"
        guard tape.kind(item) == .object, let index = tape.integer("index", of: item) else {
          problems.add(place, item, "holds no whole number `index`")
          continue
        }
        if !seen.insert(index).inserted {
          problems.add("\(place)/index", item, "is \(index) once more")
        }
        if index < 0 || index >= expected.count ?? .max {
          problems.add("\(place)/index", item, "is \(index): there is no such document")
        }
        let score = tape.field("relevance_score", of: item) ?? tape.field("score", of: item)
        if score.map({ EmbeddingsCheck.isFinite(tape, $0) }) != true {
          problems.add("\(place)/relevance_score", score ?? item, "is no finite number")
        }
      }
    }
  }
}
