/// Where an output is in its inputs, for people.
package struct OutputPlace: Sendable, CustomStringConvertible {
  /// The input's name; nil for standard input.
  package var source: String?
  package var kind: InputKind
  /// Number of the line (`text`, `record`) or output (`nul`), from 1.
  package var number: Int

  package init(source: String?, kind: InputKind, number: Int) {
    self.source = source
    self.kind = kind
    self.number = number
  }

  /// As compilers and grep write places: `a.jsonl:3`; on standard input `line 3`.
  package var description: String {
    switch (kind, source) {
    case (.document, let source), (.sse, let source): source ?? "standard input"
    case (.nul, let source?): "\(source): output \(number)"
    case (.nul, nil): "output \(number)"
    case (_, let source?): "\(source):\(number)"
    case (_, nil): "line \(number)"
    }
  }
}
