public import AdhereJudging
import AdherePlatform
public import AdhereTraces

/// Scores outputs of models against cases: conforming and right, as they came and after repair.
///
///     var evaluation = Evaluation(cases) { judge.judge($0) }
///     for line in outputs { try evaluation.add(EvaluationOutput(line: line), of: "small") }
///     print(evaluation.text())
public struct Evaluation: Sendable {
  /// The scores of one model.
  public struct Row: Sendable {
    /// The model.
    public var model: String
    /// Outputs.
    public var outputs = 0
    /// Cases that the model has answered.
    public var cases: Set<Int> = []
    var counts: [Score: Int] = [:]
    /// Outputs to cases that need no call, and to those that need one.
    var due = (none: 0, call: 0)
    /// The first answer to each case: whether it conforms, and is right, as it came and after repair.
    var first: [Int: Set<Score>] = [:]

    /// A share of the outputs that the score is about.
    public subscript(_ score: Score) -> Proportion {
      let total =
        switch score {
        case .overCalled: due.none
        case .missedCall: due.call
        default: outputs
        }
      return Proportion(counts[score] ?? 0, of: total)
    }
  }

  /// What an output is scored for.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Score: String, Sendable, CaseIterable {
    /// It conforms as it came.
    case conforms = "as_it_came"
    /// It conforms as it came or after repair.
    case repaired = "after_repair"
    /// It conforms as it came, and is what the case accepts.
    case right = "right_as_it_came"
    /// It conforms as it came or after repair, and is what the case accepts.
    case rightRepaired = "right_after_repair"
    /// It calls a tool, where the case needs none.
    case overCalled = "called_without_need"
    /// It calls no tool, where the case needs a call.
    case missedCall = "no_call_where_due"
    /// It holds a call that cannot be read.
    case unread = "unread_call"
  }

  /// The cases.
  public let cases: [EvaluationCase]
  /// The scores, in the order in which models first came.
  public private(set) var rows: [Row] = []
  /// Outputs that answer no case.
  public private(set) var strangers = 0
  /// How calls were asked to be written, whatever cases and outputs say; nil: as they say.
  public var form: String?
  private let judge: @Sendable (Trace) -> Judgement
  private let byID: [String: Int]
  private let byRequest: [RequestKey: Int]

  /// - Parameters:
  ///   - cases: what outputs answer; of those with the same id or request the first is found.
  ///   - judge: the verdict on an output under what its case asks.
  public init(_ cases: [EvaluationCase], judge: @escaping @Sendable (Trace) -> Judgement) {
    self.cases = cases
    self.judge = judge
    byID = Dictionary(cases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    byRequest = Dictionary(
      cases.enumerated().compactMap { index, item in
        RequestKey(item.request).map { ($0, index) }
      }, uniquingKeysWith: { a, _ in a })
  }

  /// Scores an output; one that answers no case is counted alone.
  ///
  /// - Parameters:
  ///   - output: an output, with what it answers.
  ///   - model: where the output names none.
  public mutating func add(_ output: EvaluationOutput, of model: String) {
    let found =
      output.caseID.flatMap { byID[$0] }
      ?? RequestKey(output.request).flatMap { byRequest[$0] }
    guard let index = found else {
      strangers += 1
      return
    }
    let name = output.model ?? model
    let place =
      rows.firstIndex { $0.model == name }
      ?? {
        rows.append(Row(model: name))
        return rows.count - 1
      }()
    let scores = scores(output, cases[index])
    rows[place].outputs += 1
    rows[place].cases.insert(index)
    switch cases[index].acceptance {
    case .noCall: rows[place].due.none += 1
    case .calls: rows[place].due.call += 1
    case .value, .anything: break
    }
    for score in scores { rows[place].counts[score, default: 0] += 1 }
    if rows[place].first[index] == nil { rows[place].first[index] = scores }
  }

  private func scores(_ output: EvaluationOutput, _ item: EvaluationCase) -> Set<Score> {
    var trace = item.trace(output.raw)
    if item.surface == .tool { trace.form = form ?? output.form ?? item.form }
    trace.finishReason = output.finishReason
    let judgement = judge(trace)
    var scores: Set<Score> = []
    let isRight = judgement.outcome.isSuccess && item.accepts(judgement)
    if judgement.outcome.conformsAsItCame {
      scores.insert(.conforms)
      if isRight { scores.insert(.right) }
    }
    if judgement.outcome.conformsAsItCame || judgement.outcome == .repaired {
      scores.insert(.repaired)
      if isRight { scores.insert(.rightRepaired) }
    }
    let code = judgement.reason.map { ReasonRecord($0).code }
    let callsTool =
      judgement.calls?.isEmpty == false || code == "unknown-tool" || code == "not-asked"
    if item.acceptance == .noCall, callsTool { scores.insert(.overCalled) }
    // Where a call was required, an answer in words is a failure that holds none.
    let callsNothing = judgement.outcome == .noCall || code == "no-value"
    if case .calls = item.acceptance, callsNothing { scores.insert(.missedCall) }
    if code == "broken-call" { scores.insert(.unread) }
    return scores
  }

  // MARK: - Comparing

  /// A model against the first one, on the cases that both have answered.
  public struct Difference: Sendable {
    /// The model.
    public var model: String
    /// The model it is compared with.
    public var against: String
    /// What is compared.
    public var score: Score
    /// The pairs; the model is their first side.
    public var pairs: PairedProportions
  }

  /// Every further model against the first, by what conforms and by what is right, as it came.
  public var differences: [Difference] {
    guard let base = rows.first else { return [] }
    return rows.dropFirst().flatMap { row in
      [Score.conforms, .right].map { score in
        var pairs = PairedProportions()
        for (index, scores) in row.first {
          guard let other = base.first[index] else { continue }
          pairs.add(scores.contains(score), other.contains(score))
        }
        return Difference(model: row.model, against: base.model, score: score, pairs: pairs)
      }
    }
  }

  /// Cases that need no call.
  public var casesWithoutCall: Int { cases.count { $0.acceptance == .noCall } }
}
