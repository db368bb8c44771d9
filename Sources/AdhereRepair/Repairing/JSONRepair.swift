public import AdhereSchema
import AdhereJSON

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
    if !TapeParser.isUnclosed(text, count: count),
      parser.parse(padded: text, count: count) == .complete
    {
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
    result.account = RepairAccount(
      candidate.changes, raw: UnsafeBufferPointer(start: text, count: count),
      final: candidate.json)
    return result
  }

  /// The readings in the order of what they presume: one list of all, a candidate as it stands,
  /// the whole text as a string, a candidate brought to conform, a value that the text names.
  private static func choose(
    _ reading: JSONReading, _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?,
    _ policy: Policy
  ) -> RepairResult {
    if let list = listed(reading, raw, schema, policy) { return list }
    let permitted = reading.candidates.filter { policy.permits($0.used) }
    let read = permitted.compactMap { candidate in
      (try? JSONDocument(candidate.json)).map { (candidate: candidate, document: $0) }
    }
    let conforming = read.filter { $0.document.withTape { schema?.isValid($0) ?? true } }
    if let chosen = conforming.last(where: { !$0.candidate.isEmpty }) ?? conforming.last {
      var result = repaired(chosen.candidate.changes, raw, chosen.candidate.json)
      result.document = chosen.document
      result.otherCandidates = differing(conforming.map(\.document), from: chosen.document)
      return result
    }
    let holdsJSON = !reading.candidates.isEmpty || reading.isCut
    if schema != nil || !holdsJSON,
      let text = PlainText.candidate(raw, schema: schema, holdsJSON: holdsJSON),
      let result = take(text, raw, schema, policy)
    {
      return result
    }
    guard let schema else { return RepairResult(reading.isCut ? .truncated : .unreadable) }
    for candidate in permitted.reversed() {
      if var result = align(candidate.json, candidate.changes, raw, schema, policy) {
        result.otherCandidates = permitted.count - 1
        return result
      }
    }
    if let result = named(raw, schema, policy) { return result }
    if let last = read.last { return last.document.withTape { invalid($0, schema) } }
    return RepairResult(reading.isCut ? .truncated : .unreadable)
  }

  /// All candidates as one list, where that conforms: with nothing between them, or, where only
  /// a list can be meant, with other text between them.
  private static func listed(
    _ reading: JSONReading, _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?,
    _ policy: Policy
  ) -> RepairResult? {
    guard policy.permits(.listDocuments) else { return nil }
    if let list = DocumentList.candidate(reading, raw),
      let result = take(list, raw, schema, policy)
    {
      return result
    }
    guard schema != nil,
      !reading.candidates.contains(where: { $0.json.first == UInt8(ascii: "[") }),
      let list = DocumentList.candidate(reading, raw, anyText: true)
    else { return nil }
    return take(list, raw, schema, policy)
  }

  /// The one value of the wanted kind that the text names.
  private static func named(
    _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema, _ policy: Policy
  ) -> RepairResult? {
    guard policy.permits(.valueInText),
      let text = PlainText.candidate(raw, schema: schema, anyStart: true),
      policy.permits(Changes.rules(text.changes)),
      let result = align(text.json, text.changes, raw, schema, policy),
      result.repairs.contains(where: names)
    else { return nil }
    return result
  }

  /// How many of the documents say something else.
  private static func differing(_ documents: [JSONDocument], from chosen: JSONDocument) -> Int {
    guard documents.count > 1 else { return 0 }
    let form = chosen.withTape { Canonical.form($0) }
    return documents.count { $0.withTape { Canonical.form($0) } != form }
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
    return repaired(reading.changes, raw, reading.json)
  }

  private static func repaired(
    _ changes: [Change], _ raw: UnsafeBufferPointer<UInt8>, _ json: [UInt8]
  ) -> RepairResult {
    var result = RepairResult(.repaired, json: json)
    result.account = RepairAccount(changes, raw: raw, final: json)
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
    guard let aligned = aligner.align(json, after: changes) else { return nil }
    return repaired(aligned.changes, raw, aligned.text)
  }

  private static func invalid(_ tape: Tape, _ schema: CompiledSchema) -> RepairResult {
    var result = RepairResult(
      .invalid, json: Array(UnsafeBufferPointer(rebasing: tape.source(0)[...])))
    result.violations = schema.violations(tape)
    return result
  }
}
