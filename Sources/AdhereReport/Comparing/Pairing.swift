import AdhereJudging
public import AdhereTraces

/// Outputs of two models, or of two providers, brought together by equal request.
///
///     var pairing = Pairing("small", "large", by: .model)
///     for trace in traces { pairing.add(trace) }
///     pairing.result.asItCame.difference
public struct Pairing: Sendable {
  /// What came of it.
  public struct Result: Sendable {
    /// Whether they conform as they came.
    public var asItCame = PairedProportions()
    /// Whether they conform as they came or after repair.
    public var afterRepair = PairedProportions()
    /// Different requests among the pairs.
    public var requests = 0
  }

  private struct Sides {
    var a: [Outcome: Int] = [:]
    var b: [Outcome: Int] = [:]
  }

  private let a: String
  private let b: String
  private let grouping: Report.Grouping
  private var sides: [RequestKey: Sides] = [:]
  /// Outputs of the first and of the second that were judged, whether their request is known or not.
  public private(set) var outputs = (a: 0, b: 0)

  /// - Parameters:
  ///   - a: a name as it stands in a report.
  ///   - b: the other one's name.
  ///   - grouping: what the names are of; nil comes of what cannot be paired by request.
  public init?(_ a: String, _ b: String, by grouping: Report.Grouping) {
    guard grouping == .model || grouping == .provider else { return nil }
    self.a = a
    self.b = b
    self.grouping = grouping
  }

  /// Takes in a trace, as often as it occurred, 10,000 times at most; one of others is passed over.
  public mutating func add(_ trace: Trace) {
    guard trace.outcome.isJudged else { return }
    let name = Report.name((grouping == .model ? trace.model : trace.provider) ?? "")
    guard name == a || name == b else { return }
    if name == a { outputs.a += trace.occurrences } else { outputs.b += trace.occurrences }
    guard let key = RequestKey(trace.request) else { return }
    if name == a {
      sides[key, default: Sides()].a[trace.outcome, default: 0] += trace.occurrences
    } else {
      sides[key, default: Sides()].b[trace.outcome, default: 0] += trace.occurrences
    }
  }

  /// The pairs: of a request that was asked several times as many as the side with fewer answers
  /// has. Which answer meets which there is chance: the one side goes through the other in steps
  /// of a golden section, from a place that the request settles, so that the sides go together by
  /// requests alone.
  public var result: Result {
    var result = Result()
    for (key, side) in sides.sorted(by: { $0.key.order < $1.key.order }) {
      let first = Pairing.spread(side.a)
      let second = Pairing.spread(side.b)
      let count = min(first.count, second.count)
      guard count > 0 else { continue }
      result.requests += 1
      let step = Pairing.step(through: count)
      let start = Int(key.order % UInt64(count))
      for i in 0..<count {
        // Of the longer side every so-manieth.
        let x = first[i * first.count / count]
        let y = second[(start + i * step) % count * second.count / count]
        result.asItCame.add(x.conformsAsItCame, y.conformsAsItCame)
        result.afterRepair.add(
          x.conformsAsItCame || x == .repaired, y.conformsAsItCame || y == .repaired)
      }
    }
    return result
  }

  /// A number that has no divisor in common with `count`, near the golden section of it.
  private static func step(through count: Int) -> Int {
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    var step = max(1, count * 618 / 1_000)
    while divisor(count, step) != 1 { step += 1 }
    return step
  }

  private static func spread(_ counts: [Outcome: Int]) -> [Outcome] {
    Outcome.allCases.flatMap { Array(repeating: $0, count: min(counts[$0] ?? 0, 10_000)) }
  }
}

extension Outcome {
  /// A conforming answer without any repair.
  var conformsAsItCame: Bool { self == .valid || self == .noCall }
}
