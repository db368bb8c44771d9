public import JSONSchema
import JSONText

/// Judges and repairs an output of the `json` surface.
public enum JSONRepair {
  /// - Parameters:
  ///   - text: followed by ``TapeParser/padding``.
  ///   - schema: nil where any JSON conforms.
  public static func run(
    padded text: UnsafePointer<UInt8>, count: Int, schema: CompiledSchema?, policy: Policy
  ) -> RepairResult {
    let raw = UnsafeBufferPointer(start: text, count: count)
    var parser = TapeParser()
    if parser.parse(padded: text, count: count) == .complete {
      let tape = parser.tape(over: text)
      guard let schema, !schema.isValid(tape) else {
        return RepairResult(.valid, json: Array(raw))
      }
      return align(Array(raw), [], raw, schema, policy) ?? invalid(tape, schema)
    }
    guard policy.repairs else { return RepairResult(.unreadable) }
    let reading = JSONReading.read(padded: text, count: count)
    return choose(reading, raw, schema, policy)
  }

  /// What stands so far of a text that is the beginning of a stream; nil where no value has
  /// begun. Nothing is judged: a part of a value need not conform.
  public static func snapshot(padded text: UnsafePointer<UInt8>, count: Int) -> RepairResult? {
    let reading = JSONReading.read(padded: text, count: count, isPartial: true)
    guard let candidate = reading.candidates.last, (try? JSONDocument(candidate.json)) != nil else {
      return nil
    }
    var result = RepairResult(.truncated, json: candidate.json)
    result.repairs = RepairAccount.repairs(
      candidate.changes, raw: UnsafeBufferPointer(start: text, count: count),
      final: candidate.json)
    return result
  }

  /// The one candidate that conforms; the last one where several do and differ.
  private static func choose(
    _ reading: JSONReading, _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?,
    _ policy: Policy
  ) -> RepairResult {
    let permitted = reading.candidates.filter { policy.permits($0.used) }
    var conforming: [(candidate: JSONCandidate, form: [UInt8])] = []
    var lastRead: (tape: JSONDocument, candidate: JSONCandidate)?
    for candidate in permitted {
      guard let document = try? JSONDocument(candidate.json) else { continue }
      lastRead = (document, candidate)
      if document.withTape({ schema?.isValid($0) ?? true }) {
        conforming.append((candidate, document.withTape { Canonical.form($0) }))
      }
    }
    if let chosen = conforming.last {
      var result = RepairResult(.repaired, json: chosen.candidate.json)
      result.repairs = RepairAccount.repairs(
        chosen.candidate.changes, raw: raw, final: chosen.candidate.json)
      result.otherCandidates = conforming.count { $0.form != chosen.form }
      return result
    }
    if let schema {
      for candidate in permitted.reversed() {
        if var result = align(candidate.json, candidate.changes, raw, schema, policy) {
          result.otherCandidates = permitted.count - 1
          return result
        }
      }
      if let lastRead {
        return lastRead.tape.withTape { invalid($0, schema) }
      }
    }
    return RepairResult(reading.isCut ? .truncated : .unreadable)
  }

  private static func align(
    _ json: [UInt8], _ changes: [Change], _ raw: UnsafeBufferPointer<UInt8>,
    _ schema: CompiledSchema, _ policy: Policy
  ) -> RepairResult? {
    guard policy.repairs else { return nil }
    let aligner = Aligner(policy: policy) { _ in
      [Aligner.Target(node: 0, schema: schema, path: "")]
    }
    guard let aligned = aligner.align(json) else { return nil }
    let all = Changes.compose(changes, aligned.changes)
    var result = RepairResult(.repaired, json: aligned.text)
    result.repairs = RepairAccount.repairs(all, raw: raw, final: aligned.text)
    return result
  }

  private static func invalid(_ tape: Tape, _ schema: CompiledSchema) -> RepairResult {
    var result = RepairResult(
      .invalid, json: Array(UnsafeBufferPointer(rebasing: tape.source(0)[...])))
    result.violations = schema.violations(tape)
    return result
  }
}
