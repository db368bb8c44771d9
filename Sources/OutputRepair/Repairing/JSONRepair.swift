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
    if policy.permits(.listDocuments), let list = DocumentList.candidate(reading, raw),
      let result = take(list, raw, schema, policy)
    {
      return result
    }
    if policy.permits(.listDocuments), schema != nil, reading.candidates.count > 1,
      !reading.candidates.contains(where: { $0.json.first == UInt8(ascii: "[") }),
      let list = DocumentList.candidate(reading, raw, anyText: true),
      let result = take(list, raw, schema, policy)
    {
      return result
    }
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
    if let chosen = conforming.last(where: { !$0.candidate.isEmpty }) ?? conforming.last {
      var result = RepairResult(.repaired, json: chosen.candidate.json)
      result.repairs = RepairAccount.repairs(
        chosen.candidate.changes, raw: raw, final: chosen.candidate.json)
      result.otherCandidates = conforming.count { $0.form != chosen.form }
      return result
    }
    let mayBeText = schema == nil ? reading.candidates.isEmpty && !reading.isCut : true
    if mayBeText,
      let text = PlainText.candidate(
        raw, schema: schema, holdsJSON: !reading.candidates.isEmpty || reading.isCut),
      let result = take(text, raw, schema, policy)
    {
      return result
    }
    if let schema {
      for candidate in permitted.reversed() {
        if var result = align(candidate.json, candidate.changes, raw, schema, policy) {
          result.otherCandidates = permitted.count - 1
          return result
        }
      }
      if policy.permits(.valueInText),
        let text = PlainText.candidate(raw, schema: schema, anyStart: true),
        policy.permits(Changes.rules(text.changes)),
        let result = align(text.json, text.changes, raw, schema, policy),
        result.repairs.contains(where: names)
      {
        return result
      }
      if let lastRead {
        return lastRead.tape.withTape { invalid($0, schema) }
      }
    }
    return RepairResult(reading.isCut ? .truncated : .unreadable)
  }

  /// Whether a repair found the value that a text names.
  private static func names(_ repair: Repair) -> Bool {
    ([repair.rule] + repair.with).contains { $0 == .valueInText || $0 == .enumSpelling }
  }

  /// A reading of the whole text, if it conforms as it stands and its rules are permitted.
  private static func take(
    _ reading: (changes: [Change], json: [UInt8]), _ raw: UnsafeBufferPointer<UInt8>,
    _ schema: CompiledSchema?, _ policy: Policy
  ) -> RepairResult? {
    guard policy.permits(Changes.rules(reading.changes)),
      let document = try? JSONDocument(reading.json),
      document.withTape({ schema?.isValid($0) ?? true })
    else { return nil }
    var result = RepairResult(.repaired, json: reading.json)
    result.repairs = RepairAccount.repairs(reading.changes, raw: raw, final: reading.json)
    return result
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
