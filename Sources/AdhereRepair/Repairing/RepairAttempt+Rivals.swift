import AdhereJSON
import AdhereSchema

/// Readings that are as near as each other: none is handed on, and all of them are told.
extension RepairAttempt {
  /// Most readings that are told.
  private static let mostTold = 4
  /// Most edits that are told of one.
  private static let mostEdits = 20
  /// Most bytes of a value that the message quotes.
  private static let longestQuote = 48

  /// - Parameter readings: the cheapest first, each with its changes of the whole text.
  func rivals(_ readings: [(reading: NearestSearch.Reading, changes: [Change])]) -> RepairResult {
    let told = readings.prefix(RepairAttempt.mostTold)
    let values = told.map { Changes.apply($0.changes, to: raw) }
    let quotes = RepairAttempt.quotes(values)
    let reason = Reason(
      .rivals, at: RepairAttempt.difference(told.map(\.changes)),
      "\(readings.count) readings stand: \(quotes.joined(separator: " or "))",
      help: "a schema that only one of them conforms to")
    var result = RepairResult.failed(.unreadable, reason.of(call))
    result.rivals = zip(told, values).map { told, value in
      Rival(
        cost: Double(told.reading.cost) / Double(EditCosts.put), value: value, why: why(value),
        edits: Array(
          RepairAccount(told.changes, raw: raw, final: value, call: call).repairs
            .prefix(RepairAttempt.mostEdits)))
    }
    return result
  }

  /// The first two values, from a little before the place where they begin to differ.
  private static func quotes(_ values: [[UInt8]]) -> [String] {
    guard values.count > 1 else { return values.map { String(decoding: $0, as: UTF8.self) } }
    let same = zip(values[0], values[1]).prefix { $0 == $1 }.count
    let start = same > longestQuote / 2 ? same - longestQuote / 3 : 0
    return values.prefix(2).map { value in
      let part = value.dropFirst(start).prefix(longestQuote)
      let text = String(decoding: part, as: UTF8.self)
      return (start > 0 ? "…" : "") + text + (start + part.count < value.count ? "…" : "")
    }
  }

  private func why(_ value: [UInt8]) -> String {
    guard let document = try? JSONDocument(value) else { return "is no JSON" }
    return document.withTape { tape in
      for target in targets(tape) {
        if let message = Reason.message(target.schema.violations(tape, at: target.node)) {
          return "does not conform: \(message)"
        }
      }
      return Rival.conforms
    }
  }

  /// From the first change in which the first two readings differ to the last such one.
  private static func difference(_ readings: [[Change]]) -> Range<Int>? {
    guard readings.count > 1 else { return nil }
    let same = zip(readings[0], readings[1]).prefix { $0 == $1 }.count
    let rests = readings.prefix(2).map { $0.dropFirst(same) }
    let end = zip(rests[0].reversed(), rests[1].reversed()).prefix { $0 == $1 }.count
    let parts = rests.flatMap { $0.dropLast(end) }
    guard let start = parts.map(\.start).min(), let last = parts.map(\.end).max() else {
      return nil
    }
    return start..<last
  }
}

extension Reason {
  /// The same reason of a call's arguments, where there is a call.
  func of(_ call: Int?) -> Reason { call.map(ofCall) ?? self }
}
