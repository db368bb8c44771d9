public import AdhereSchema
import AdhereJSON

/// Judges and repairs the arguments of a call that an API gave as a call.
public enum ArgumentsRepair {
  /// - Parameters:
  ///   - call: number of the call, for the account.
  public static func run(
    _ arguments: [UInt8], schema: CompiledSchema?, policy: Policy, call: Int
  ) -> RepairResult {
    let padded = arguments + [UInt8](repeating: 0, count: TapeParser.padding)
    return padded.withUnsafeBufferPointer { buffer in
      let raw = UnsafeBufferPointer(rebasing: buffer[..<arguments.count])
      return run(raw, schema, policy, call)
    }
  }

  private static func run(
    _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?, _ policy: Policy, _ call: Int
  ) -> RepairResult {
    var parser = TapeParser()
    var json = Array(raw)
    var changes: [Change] = []
    if parser.parse(padded: raw.baseAddress!, count: raw.count) == .complete {
      let tape = parser.tape(over: raw.baseAddress!)
      if tape.kind(0) == .object, schema?.isValid(tape) ?? true {
        return RepairResult(.valid, json: json)
      }
      changes = unwrap(tape)
    } else if raw.allSatisfy({ $0 <= 0x20 }) {
      changes = [Change(0, raw.count, Text.emptyObject, .emptyArguments)]
    } else {
      guard policy.repairs else { return RepairResult(.unreadable) }
      let reading = JSONReading.read(padded: raw.baseAddress!, count: raw.count)
      guard let candidate = reading.candidates.last(where: { policy.permits($0.used) }) else {
        return RepairResult(reading.isCut ? .truncated : .unreadable)
      }
      changes = candidate.changes
    }
    guard policy.permits(Changes.rules(changes)) else { return RepairResult(.unreadable) }
    json = Changes.apply(changes, to: raw)
    guard let document = try? JSONDocument(json) else { return RepairResult(.unreadable) }
    let isObject = document.withTape { $0.kind(0) } == .object
    if isObject, document.withTape({ schema?.isValid($0) ?? true }) {
      var result = repaired(changes, raw, json, call)
      result.document = document
      return result
    }
    if let schema, isObject, policy.repairs {
      let aligner = Aligner(policy: policy) { _ in
        [Aligner.Target(node: 0, schema: schema, path: "")]
      }
      if let aligned = aligner.align(json, after: changes) {
        return repaired(aligned.changes, raw, aligned.text, call)
      }
    }
    var result = RepairResult(.invalid, json: json)
    if let schema { result.violations = document.withTape { schema.violations($0) } }
    return result
  }

  /// Arguments that are JSON and no object: null, a string that holds one, nothing.
  private static func unwrap(_ tape: Tape) -> [Change] {
    let span = tape.span(0)
    switch tape.kind(0) {
    case .null: return [Change(span, Text.emptyObject, .emptyArguments)]
    case .array where tape.count(of: 0) == 0:
      return [Change(span, Text.emptyObject, .emptyArguments)]
    case .string:
      let inner = StringText.decode(tape, 0)
      if inner.allSatisfy({ $0 <= 0x20 }) {
        return [Change(span, Text.emptyObject, .emptyArguments)]
      }
      guard let read = RelaxedText.read(inner), read.text.first == UInt8(ascii: "{") else {
        return []
      }
      return [
        Change(
          span.lowerBound, span.upperBound, read.text, .stringifiedArguments, with: read.used)
      ]
    default: return []
    }
  }

  private static func repaired(
    _ changes: [Change], _ raw: UnsafeBufferPointer<UInt8>, _ json: [UInt8], _ call: Int
  ) -> RepairResult {
    var result = RepairResult(.repaired, json: json)
    result.account = RepairAccount(
      changes, raw: raw, final: json, call: call, path: "/\(call)/arguments")
    return result
  }
}
