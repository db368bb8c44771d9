import AdhereJSON

/// A value that is a call, or calls, in any of their forms.
enum CallForm {
  /// What speaks against calls that do not conform, in hundredths of a mark.
  private static let nonconforming = 80

  /// Whether the value is calls, and what speaks against it.
  ///
  /// - Parameter named: the beginning of a call whose arguments the value is.
  static func judge(
    _ document: JSONDocument, _ tools: ToolTable?, named: ShortText?,
    _ judge: (JSONDocument) -> (conforms: Bool, cost: Int)
  ) -> (conforms: Bool, cost: Int) {
    let list: [UInt8]? = document.withTape { tape in
      let json = Array(tape.source(0))
      if let (changes, wrapper) = Wrapper.read(tape, tools: tools) {
        let start = Int(tape[0].start)
        let calls = Changes.apply(changes.map { $0.shifted(by: -start) }, to: json)
        return wrapper.isList ? calls : Text.openSquare + calls + Text.closeSquare
      }
      guard let named, tape.kind(0) == .object else { return nil }
      return Text.openSquare + named.array + json + Text.closeBrace + Text.closeSquare
    }
    guard let list, let calls = try? JSONDocument(list) else { return (false, 0) }
    let verdict = judge(calls)
    return verdict.conforms ? verdict : (true, nonconforming)
  }
}
