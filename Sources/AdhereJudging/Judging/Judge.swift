import AdhereSchema
import AdhereJSON

/// Judges outputs of one contract after another on one thread, with memory that is reused.
///
/// The quick way through: an output that conforms as it came is recognised without an
/// allocation, and the caller passes its own bytes on.
package final class Judge {
  /// What outputs have to be.
  package let contract: Contract
  private var parser = TapeParser()

  /// Judges outputs of one contract.
  package init(_ contract: Contract) { self.contract = contract }

  /// Whether the text is JSON that conforms as it is, and there is nothing to say of it: false where a
  /// key stands twice. The text must be followed by one NUL byte and seven readable bytes more
  /// (``TapeParser/padding``). Always false for contracts of tools: their outputs need a reading.
  package func conforms(padded text: UnsafePointer<UInt8>, count: Int) -> Bool {
    if TapeParser.isUnclosed(text, count: count) { return false }
    return switch contract.terms {
    case .anyJSON:
      parser.parse(padded: text, count: count) == .complete && parser.duplicateKey == nil
    case .schema(let schema):
      parser.parse(padded: text, count: count) == .complete && parser.duplicateKey == nil
        && schema.isValid(parser.tape(over: text))
    case .anyCall, .tools: false
    }
  }

  /// The verdict on one output.
  package func judge(_ output: Output) -> Judgement { contract.judge(output) }
}
