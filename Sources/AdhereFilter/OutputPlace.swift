/// Where an output is in its inputs, for people.
package struct OutputPlace: Sendable, CustomStringConvertible {
  /// The input's name; nil for standard input.
  package var source: String?
  package var kind: InputKind
  /// Number of the line (`text`, `record`) or output (`nul`), from 1; 0 where there is no line of
  /// its own.
  package var number: Int
  /// The request's name in a batch, where it has one.
  package var customID: String?
  /// Place among the choices of an answer that has several.
  package var choice: Int?

  package init(source: String?, kind: InputKind, number: Int) {
    self.source = source
    self.kind = kind
    self.number = number
  }

  /// As compilers and grep write places: `a.jsonl:3`; on standard input `line 3`.
  ///
  /// What a batch calls the output, and its choice, stand behind in brackets.
  package var description: String {
    let parts = [customID, choice.map { "choice \($0)" }].compactMap { $0 }
    return parts.isEmpty ? line : "\(line) (\(parts.joined(separator: ", ")))"
  }

  private var line: String {
    switch (kind, source) {
    case (.document, let source), (.sse, let source): source ?? "standard input"
    case _ where number == 0: source ?? "batch"
    case (.nul, let source?): "\(source): output \(number)"
    case (.nul, nil): "output \(number)"
    case (_, let source?): "\(source):\(number)"
    case (_, nil): "line \(number)"
    }
  }
}
