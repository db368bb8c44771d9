package import AdhereSchema
import AdhereJSON

/// Judges and repairs a JSON value that a model wrote into its text.
package struct JSONRepair {
  private let attempt: RepairAttempt
  private let schema: CompiledSchema?

  private var raw: UnsafeBufferPointer<UInt8> { attempt.raw }
  private var policy: Policy { attempt.policy }

  private init(_ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?, _ policy: Policy) {
    self.schema = schema
    attempt = RepairAttempt(raw: raw, policy: policy) { _ in
      schema.map { [Aligner.Target(node: 0, schema: $0, path: "")] } ?? []
    }
  }

  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - schema: nil where any JSON conforms.
  package static func run(
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
      let attempt = JSONRepair(raw, schema, policy).attempt
      return attempt.aligned(Array(raw), after: [])
        ?? attempt.invalid(Array(tape.source(0)), tape)
    }
    guard policy.repairs else { return RepairResult(.unreadable) }
    let reading = JSONReading.read(padded: text, count: count)
    return JSONRepair(raw, schema, policy).choose(reading)
  }

  /// What there is so far of a text that is the beginning of a stream; nil where no value has
  /// begun. Nothing is judged: a part of a value need not conform.
  package static func snapshot(padded text: UnsafePointer<UInt8>, count: Int) -> RepairResult? {
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

  /// The readings in the order of what they presume: one list of all, a candidate as it is,
  /// the whole text as a string, a candidate brought to conform, a value that the text names.
  private func choose(_ reading: JSONReading) -> RepairResult {
    if let list = listed(reading) { return list }
    let permitted = reading.candidates.filter { policy.permits($0.used) }
    let read = permitted.compactMap { candidate in
      (try? JSONDocument(candidate.json)).map { (candidate: candidate, document: $0) }
    }
    let conforming = read.filter { attempt.conforms($0.document) }
    if let chosen = conforming.last(where: { !$0.candidate.isEmpty }) ?? conforming.last {
      var result = attempt.repaired(
        chosen.candidate.changes, chosen.candidate.json, chosen.document)
      result.otherCandidates = JSONRepair.differing(
        conforming.map(\.document), from: chosen.document)
      return result
    }
    let holdsJSON = !reading.candidates.isEmpty || reading.isCut
    if schema != nil || !holdsJSON,
      let text = PlainText.candidate(raw, schema: schema, holdsJSON: holdsJSON),
      let result = take(text)
    {
      return result
    }
    let unread = RepairResult(reading.isCut ? .truncated : .unreadable)
    guard schema != nil else { return unread }
    for candidate in permitted.reversed() {
      if var result = attempt.aligned(candidate.json, after: candidate.changes) {
        result.otherCandidates = permitted.count - 1
        return result
      }
    }
    if let result = named() { return result }
    guard let last = read.last else { return unread }
    return last.document.withTape { attempt.invalid(Array($0.source(0)), $0) }
  }

  /// All candidates as one list, where that conforms: with nothing between them, or, where only
  /// a list can be meant, with other text between them.
  private func listed(_ reading: JSONReading) -> RepairResult? {
    guard policy.permits(.listDocuments) else { return nil }
    if let list = DocumentList.candidate(reading, raw), let result = take(list) { return result }
    guard schema != nil,
      !reading.candidates.contains(where: { $0.json.first == UInt8(ascii: "[") }),
      let list = DocumentList.candidate(reading, raw, anyText: true)
    else { return nil }
    return take(list)
  }

  /// The one value of the wanted kind that the text names.
  private func named() -> RepairResult? {
    guard policy.permits(.valueInText),
      let text = PlainText.candidate(raw, schema: schema, anyStart: true),
      policy.permits(Changes.rules(text.changes)),
      let result = attempt.aligned(text.json, after: text.changes),
      result.repairs.contains(where: JSONRepair.names)
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

  /// A reading of the whole text, if it conforms as it is and its rules are permitted.
  private func take(_ reading: (changes: [Change], json: [UInt8])) -> RepairResult? {
    guard policy.permits(Changes.rules(reading.changes)),
      let document = try? JSONDocument(reading.json), attempt.conforms(document)
    else { return nil }
    return attempt.repaired(reading.changes, reading.json)
  }
}
