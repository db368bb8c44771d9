import AdhereJSON

/// Strings in place of arguments and of calls.
extension Wrapper {
  /// Arguments that are no object: a string that holds one, a list of one, nothing at all.
  mutating func argumentText(_ node: Int) -> [UInt8]? {
    switch tape.kind(node) {
    case .object: return []
    case .null:
      note(RuleSet(.emptyArguments))
      return Text.emptyObject
    case .array where tape.count(of: node) == 0:
      note(RuleSet(.emptyArguments))
      return Text.emptyObject
    case .array where tape.count(of: node) == 1 && tape.kind(node + 1) == .object:
      note(RuleSet(.listToScalar))
      return Array(tape.source(node + 1))
    case .string:
      let inner = StringText.decode(tape, node)
      if inner.allSatisfy({ $0 <= 0x20 }) {
        note(RuleSet(.emptyArguments))
        return Text.emptyObject
      }
      guard let read = RelaxedText.read(inner), read.text.first == UInt8(ascii: "{") else {
        return nil
      }
      note(RuleSet(.stringifiedArguments))
      note(read.used)
      return read.text
    default: return nil
    }
  }

  /// `"f(a=1)"`, or a string that holds a call as JSON.
  mutating func visitString(_ node: Int) {
    let inner = StringText.decode(tape, node)
    guard let read = RelaxedText.readCalls(inner, tools: tools) else {
      foreign = true
      return
    }
    isNative = false
    note(RuleSet(.quotedCall))
    note(read.used)
    for call in read.calls {
      beginCall()
      pieces.put(call)
    }
  }
}
