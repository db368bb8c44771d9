package import AdhereSchema
import AdhereJSON

/// Judges and repairs a JSON value that a model wrote into its text.
package struct JSONRepair {
  let attempt: RepairAttempt
  private let schema: CompiledSchema?
  /// What the user wrote: an example that stands in it is no answer.
  private let prompt: [UInt8]?

  var raw: UnsafeBufferPointer<UInt8> { attempt.raw }
  var policy: Policy { attempt.policy }

  private init(
    _ raw: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?, _ policy: Policy,
    prompt: [UInt8]? = nil
  ) {
    self.schema = schema
    self.prompt = prompt
    attempt = RepairAttempt(raw: raw, policy: policy) { _ in
      schema.map { [Aligner.Target(node: 0, schema: $0, path: "")] } ?? []
    }
  }

  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - schema: nil where any JSON conforms.
  package static func run(
    padded text: UnsafePointer<UInt8>, count: Int, schema: CompiledSchema?, policy: Policy,
    prompt: [UInt8]? = nil
  ) -> RepairResult {
    let raw = UnsafeBufferPointer(start: text, count: count)
    var parser = TapeParser()
    if !TapeParser.isUnclosed(text, count: count),
      parser.parse(padded: text, count: count) == .complete
    {
      let tape = parser.tape(over: text)
      guard let schema, !schema.isValid(tape) else {
        return .valid(json: Array(raw))
      }
      let attempt = JSONRepair(raw, schema, policy).attempt
      if let aligned = attempt.aligned(Array(raw), after: []) { return aligned }
      var result = attempt.invalid(Array(tape.source(0)), tape)
      Advice.add(to: &result, count, policy) {
        JSONRepair(raw, schema, $0).attempt.aligned(Array(raw), after: [])
      }
      return result
    }
    guard policy.repairs else {
      return .failed(.unreadable, BrokenPlace.reason(padded: text, count: count, isRead: false))
    }
    let reading = JSONReading.read(padded: text, count: count)
    var result = JSONRepair(raw, schema, policy, prompt: prompt).choose(reading)
    Advice.add(to: &result, count, policy) {
      JSONRepair(raw, schema, $0, prompt: prompt).choose(reading)
    }
    return result
  }

  /// What there is so far of a text that is the beginning of a stream; nil where no value has
  /// begun. Nothing is judged: a part of a value need not conform.
  package static func snapshot(padded text: UnsafePointer<UInt8>, count: Int) -> RepairResult? {
    let reading = JSONReading.read(padded: text, count: count, isPartial: true)
    guard let candidate = reading.candidates.last, (try? JSONDocument(candidate.json)) != nil else {
      return nil
    }
    var result = RepairResult.failed(.truncated, .goesOn(from: count), json: candidate.json)
    result.account = RepairAccount(
      candidate.changes, raw: UnsafeBufferPointer(start: text, count: count),
      final: candidate.json)
    return result
  }

  /// The readings in the order of what they presume: one list of all, the one answer as it is or
  /// brought to conform, the whole text as a string, a value that the text names.
  private func choose(_ reading: JSONReading) -> RepairResult {
    if reading.isOverfull { return unread(reading) }
    if reading.needsNearest, let result = attempt.nearest(reading) { return result }
    if let list = listed(reading) { return list }
    let mayGuess = policy.permits(.nearestReading)
    // What broke off, or cannot be read, behind a candidate may have been the answer.
    if !mayGuess, reading.isBroken { return unread(reading) }
    if let last = reading.candidates.last, last.isTruncated, !policy.permits(.closeTruncated) {
      return .failed(.truncated, .cutOff(at: last.span.lowerBound..<raw.count))
    }
    if !mayGuess, let reason = leftOut(beside: reading) { return .failed(.unreadable, reason) }
    let permitted = reading.candidates.filter {
      policy.permits($0.used)
        && (mayGuess || !$0.used.needsRivals && !Changes.isTooFar($0.own, $0.used))
    }
    let read = permitted.compactMap { candidate in
      (try? JSONDocument(candidate.json)).map { ReadCandidate(candidate: candidate, document: $0) }
    }
    let candidates = SetApart.candidates(read, raw, prompt: prompt)
    if let result = answer(SetApart.shown(candidates, raw)) ?? answer(candidates) { return result }
    let holdsJSON = !reading.candidates.isEmpty || reading.isCut
    if schema != nil || !holdsJSON,
      let text = PlainText.candidate(raw, schema: schema, holdsJSON: holdsJSON),
      let result = take(text)
    {
      return result
    }
    if let result = named() { return result }
    guard schema != nil, let last = read.last else { return unread(reading) }
    return last.document.withTape {
      attempt.invalid(Array($0.source(0)), $0, after: last.candidate.changes)
    }
  }

  /// Why the values that were read cannot be all that was said; nil where they can.
  private func leftOut(beside reading: JSONReading) -> Reason? {
    let spans = reading.candidates.map(\.span)
    guard !spans.isEmpty else { return nil }
    if let rest = Gate.rest(raw, beside: spans + reading.zones) {
      return Reason(.leftOut, at: rest, "the rest of another value would be left out")
    }
    if let member = spans.first(where: { Gate.isMember(raw, $0) }) {
      return Reason(.leftOut, at: member, "the members around the value would be left out")
    }
    if spans.count == 1, Gate.isAskedAbout(raw, spans[0]) {
      return Reason(
        .leftOut, at: spans[0], "the question about the value would be left out")
    }
    return nil
  }

  /// Nothing was read that the policy permits to read.
  private func unread(_ reading: JSONReading) -> RepairResult {
    .failed(
      reading.isCut ? .truncated : .unreadable, BrokenPlace.reason(raw, reading, policy))
  }

  /// What the candidates come to: the last one, where no other says something else that conforms.
  /// An earlier one is no answer because the last one does not conform.
  ///
  /// - Returns: nil where none of them conforms.
  private func answer(_ read: [ReadCandidate]) -> RepairResult? {
    guard let last = read.last else { return nil }
    if read.count == 1 { return result(last).flatMap { $0.parsed() == nil ? nil : $0 } }
    var results: [[UInt8]: RepairResult] = [:]
    var final: RepairResult?
    var seen: Set<[UInt8]> = []
    for candidate in read.reversed() {
      let isLast = seen.isEmpty
      guard seen.insert(candidate.form).inserted, let result = result(candidate),
        let document = result.parsed()
      else { continue }
      if isLast { final = result }
      results[document.withTape { Canonical.form($0) }] = result
    }
    guard !results.isEmpty else { return nil }
    if results.count == 1, var final {
      final.otherCandidates = seen.count - 1
      return final
    }
    if policy.permits(.nearestReading) {
      var chosen = final ?? results.values.first!
      chosen.otherCandidates = seen.count - 1
      return chosen
    }
    guard final != nil else {
      return last.document.withTape {
        attempt.invalid(Array($0.source(0)), $0, after: last.candidate.changes)
      }
    }
    let spans = read.map(\.candidate.span)
    let all = spans.reduce(last.candidate.span) {
      min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
    }
    let help = "an answer that holds one value, or a schema that only one of them conforms to"
    return .failed(
      .unreadable,
      Reason(
        .severalCandidates, at: all, "\(results.count) values that differ stand in the text",
        help: help))
  }

  /// A candidate as it is, or brought to conform; nil where that cannot be.
  private func result(_ read: ReadCandidate) -> RepairResult? {
    attempt.conforms(read.document)
      ? attempt.repaired(read.candidate.changes, read.candidate.json, read.document)
      : attempt.aligned(read.candidate.json, after: read.candidate.changes)
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
