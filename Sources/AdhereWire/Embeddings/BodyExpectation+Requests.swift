package import AdhereJSON

/// What requests lead to expect.
extension BodyExpectation {
  /// Of `dimensions` and `input`: one text, a list of texts, the tokens of one, or a list of those.
  package init(embeddingsRequest tape: Tape) {
    self.init()
    dimensions = tape.integer("dimensions", of: 0)
    guard let input = tape.field("input", of: 0) else { return }
    guard tape.kind(input) == .array else {
      count = 1
      return
    }
    guard let first = tape.children(of: input).first(where: { _ in true }) else { return }
    count = tape.kind(first) == .number ? 1 : tape.count(of: input)
  }

  /// Of `documents`: fewer may be wanted than there are, and their places are among them.
  package init(rerankRequest tape: Tape) {
    self.init()
    guard let documents = tape.field("documents", of: 0), tape.kind(documents) == .array else {
      return
    }
    count = tape.count(of: documents)
  }
}
