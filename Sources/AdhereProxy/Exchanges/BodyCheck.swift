#if Proxy
  import AdhereJSON
  import AdhereWire
  import NIOCore

  /// Checks the answer to a request for embeddings or a ranking, which there is nothing to repair in:
  /// as many as were asked for, in order, all of one length, each number finite.
  struct BodyCheck {
    /// What is checked; metrics count by these words.
    enum Kind: String {
      case embeddings, rerank
    }

    let kind: Kind
    /// Of the request and the answer, as they pass.
    var request: [UInt8] = []
    var answer: [UInt8] = []

    init(_ kind: Kind) { self.kind = kind }

    /// What is wrong with the answer.
    func problems() -> [BodyProblem] {
      switch kind {
      case .embeddings: EmbeddingsCheck.problems(answer, expectation)
      case .rerank: RerankCheck.problems(answer, expectation)
      }
    }

    /// What the request asked for.
    private var expectation: BodyExpectation {
      guard let document = try? JSONDocument(request, options: .anyDepth) else {
        return BodyExpectation()
      }
      return document.withTape { tape in
        var expected = BodyExpectation()
        switch kind {
        case .embeddings:
          expected.dimensions = tape.integer("dimensions", of: 0)
          expected.count = tape.field("input", of: 0).flatMap { Self.inputs(tape, $0) }
        case .rerank:
          // Fewer may be wanted than there are; their places are among the documents.
          expected.count = tape.field("documents", of: 0).flatMap {
            tape.kind($0) == .array ? tape.count(of: $0) : nil
          }
        }
        return expected
      }
    }

    /// One text, a list of texts, the tokens of one, or a list of those.
    private static func inputs(_ tape: Tape, _ node: Int) -> Int? {
      guard tape.kind(node) == .array else { return 1 }
      guard let first = tape.children(of: node).first(where: { _ in true }) else { return nil }
      return tape.kind(first) == .number ? 1 : tape.count(of: node)
    }

    /// A few of the problems in words, for a header.
    static func summary(_ problems: [BodyProblem]) -> String {
      let first = problems[0]
      let words = "\(first.pointer) \(first.message)".unicodeScalars
        .map { $0.isASCII && $0.value >= 0x20 ? String($0) : "?" }.joined()
      return "\(problems.count);first=\"\(words.prefix(200).filter { $0 != "\"" && $0 != "\\" })\""
    }
  }
#endif
