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

    /// What the request asked for; nothing where it cannot be read.
    private var expectation: BodyExpectation {
      guard let document = try? JSONDocument(request, options: .anyDepth) else {
        return BodyExpectation()
      }
      return document.withTape { tape in
        switch kind {
        case .embeddings: BodyExpectation(embeddingsRequest: tape)
        case .rerank: BodyExpectation(rerankRequest: tape)
        }
      }
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
