import AdhereSchema
import AdhereJSON

extension RepairAttempt {
  /// Judges a reading: whether it conforms, and what speaks against it.
  func judge(_ document: JSONDocument, _ keys: UndeclaredKeys) -> (conforms: Bool, cost: Int) {
    document.withTape { tape in
      guard conforms(tape) else { return (false, 0) }
      let undeclared = targets(tape).reduce(0) { $0 + keys.count(tape, at: $1.node, $1.schema) }
      return (true, undeclared * EditCosts.undeclaredKey)
    }
  }
}
