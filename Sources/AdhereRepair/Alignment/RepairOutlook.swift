import AdhereBytes
package import AdhereSchema
package import AdhereJSON

/// What a policy could still mend in a value that is arriving.
///
/// It answers for the rules that bring a value to conform, and for these alone: what is around
/// the value, or behind it, is not looked at. Where the marks of what follows turn out to be broken,
/// another reading of the whole may conform after all.
package final class RepairOutlook: PossibleRepairs {
  private let policy: Policy

  /// Nil where the policy leaves out what does not conform, or picks values out of sentences:
  /// almost anything may be mended then.
  package init?(_ policy: Policy) {
    let sweeping: [Rule] = [
      .dropInvalidOptional, .dropInvalidItem, .dropUnknown, .fanOut, .valueInText, .wordToBoolean,
    ]
    guard !sweeping.contains(where: policy.permits) else { return nil }
    self.policy = policy
  }

  package func mayBecome(_ types: JSONTypes, from kind: Node.Kind) -> Bool {
    switch kind {
    // It may be left out; what a string says is not known here.
    case .null: policy.permits(.dropNull)
    case .string, .key, .array: true
    case .number, .true, .false:
      types.contains(.string) && policy.permits(.scalarToString)
        || types.contains(.array) && policy.permits(.scalarToList)
        || types.contains(.object) && policy.permits(.wrapValue)
    case .object: types.contains(.array) && policy.permits(.scalarToList)
    }
  }

  package func mayMean(_ key: [UInt8], _ declared: [[UInt8]]) -> Bool {
    declared.contains { name in
      Spelling.means(key, Folding.name(name)) || Spelling.shortens(key, name)
        || policy.permits(.keySlip) && Spelling.slips(key, name)
    }
  }

  package func maySpell(
    _ tape: Tape, _ node: Int, _ allowed: [(tape: Tape, node: Int)]
  ) -> Bool {
    let written: [UInt8]
    switch tape.kind(node) {
    case .null: return policy.permits(.dropNull)
    case .string:
      written = StringText.decode(tape, node)
      // Several words that a list is split into.
      if written.contains(UInt8(ascii: ",")) { return true }
    case .number, .true, .false: written = Array(tape.text(node))
    case .array, .object, .key: return true
    }
    return allowed.contains { value in
      let text: [UInt8]
      switch value.tape.kind(value.node) {
      case .string: text = StringText.decode(value.tape, value.node)
      case .number, .true, .false, .null: text = Array(value.tape.text(value.node))
      default: return false
      }
      return ValueSpelling.isAlike(written, text)
    }
  }
}
