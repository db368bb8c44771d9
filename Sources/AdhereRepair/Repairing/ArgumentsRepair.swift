import AdhereBytes
import AdhereSchema
import AdhereJSON

/// Judges and repairs the arguments of one call that an API gave as a call.
struct ArgumentsRepair {
  let schema: CompiledSchema?
  let policy: Policy
  /// Number of the call, for the account.
  let call: Int

  func run(_ arguments: [UInt8]) -> RepairResult {
    let padded = arguments.padded()
    return padded.withUnsafeBufferPointer { buffer in
      run(UnsafeBufferPointer(rebasing: buffer[..<arguments.count]))
    }
  }

  private func run(_ raw: UnsafeBufferPointer<UInt8>) -> RepairResult {
    var result = read(raw)
    Advice.add(to: &result, raw.count, policy) { wider in
      ArgumentsRepair(schema: schema, policy: wider, call: call).read(raw)
    }
    return result
  }

  private func read(_ raw: UnsafeBufferPointer<UInt8>) -> RepairResult {
    let attempt = RepairAttempt(raw: raw, policy: policy, call: call) { [schema, call] _ in
      schema.map { [Aligner.Target(node: 0, schema: $0, path: "/\(call)/arguments")] } ?? []
    }
    var parser = TapeParser()
    let changes: [Change]
    if parser.parse(padded: raw.baseAddress!, count: raw.count) == .complete {
      let tape = parser.tape(over: raw.baseAddress!)
      if tape.kind(0) == .object, schema?.isValid(tape) ?? true {
        return .valid(json: Array(raw))
      }
      changes = ArgumentsRepair.unwrap(tape)
    } else if raw.allSatisfy({ $0 <= 0x20 }) {
      changes = [Change(0, raw.count, Text.emptyObject, .emptyArguments)]
    } else {
      guard policy.repairs else { return unread(raw, nil) }
      let reading = JSONReading.read(padded: raw.baseAddress!, count: raw.count)
      if reading.needsNearest, let result = attempt.nearest(reading),
        result.verdict != .repaired || result.json?.first == UInt8(ascii: "{")
      {
        return result
      }
      guard let candidate = ArgumentsRepair.only(reading, raw, policy) else {
        return unread(raw, reading)
      }
      changes = candidate.changes
    }
    let used = Changes.rules(changes)
    guard policy.permits(used) else {
      return .failed(.unreadable, Reason.denied(used.without(policy)).ofCall(call))
    }
    let json = Changes.apply(changes, to: raw)
    guard let document = try? JSONDocument(json) else { return unread(raw, nil) }
    let isObject = document.withTape { $0.kind(0) } == .object
    if isObject, attempt.conforms(document) { return attempt.repaired(changes, json, document) }
    if isObject, let aligned = attempt.aligned(json, after: changes) { return aligned }
    return document.withTape { attempt.invalid(json, $0, after: changes) }
  }

  /// Arguments in which nothing was read that the policy permits to read.
  private func unread(_ raw: UnsafeBufferPointer<UInt8>, _ reading: JSONReading?) -> RepairResult {
    let reason = BrokenPlace.reason(raw, reading, policy).ofCall(call)
    return .failed(reading?.isCut == true ? .truncated : .unreadable, reason)
  }

  /// The one candidate, where nothing else of consequence stands in the argument string: program
  /// text around an object, or a second object, is no prose.
  private static func only(
    _ reading: JSONReading, _ raw: UnsafeBufferPointer<UInt8>, _ policy: Policy
  ) -> JSONCandidate? {
    let mayGuess = policy.permits(.nearestReading)
    guard reading.candidates.count == 1, let candidate = reading.candidates.first,
      policy.permits(candidate.used), mayGuess || !candidate.used.needsRivals,
      mayGuess || !reading.isBroken
    else { return nil }
    let parts = [0..<candidate.span.lowerBound, candidate.span.upperBound..<raw.count]
    return parts.allSatisfy { Gate.isTalk(raw, $0, outside: reading.zones) } ? candidate : nil
  }

  /// Arguments that are JSON and no object: null, a string that holds one, a list of one,
  /// nothing.
  private static func unwrap(_ tape: Tape) -> [Change] {
    let span = tape.span(0)
    switch tape.kind(0) {
    case .null: return [Change(span, Text.emptyObject, .emptyArguments)]
    case .array where tape.count(of: 0) == 0:
      return [Change(span, Text.emptyObject, .emptyArguments)]
    case .array where tape.count(of: 0) == 1 && tape.kind(1) == .object:
      let inner = tape.span(1)
      return [
        Change(span.lowerBound, inner.lowerBound, [], .listToScalar),
        Change(inner.upperBound, span.upperBound, [], .listToScalar),
      ]
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
}
