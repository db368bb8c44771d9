import AdhereWire
public import AdhereJudging
public import AdherePlatform

extension Trace {
  /// Another attempt at the same request.
  public struct Attempt: Sendable, Equatable {
    /// The id of its own trace, where it has one.
    public var trace: String?
    /// When it was made.
    public var time: Timestamp?
    /// The model that answered.
    public var model: String?
    /// The verdict on its output.
    public var outcome: Outcome
    /// Its output as it came.
    public var raw: Raw
    /// Its conforming JSON, as ``Trace/value``.
    public var value: [UInt8]?
    /// Its calls, as ``Trace/calls``.
    public var calls: [ToolCall]?

    /// - Parameters:
    ///   - outcome: the verdict on its output.
    ///   - raw: its output as it came.
    ///   - value: JSON text.
    ///   - calls: its calls, as ``Trace/calls``.
    ///   - trace: the id of its own trace, where it has one.
    ///   - time: when it was made.
    ///   - model: the model that answered.
    public init(
      outcome: Outcome, raw: Raw = .none, value: [UInt8]? = nil, calls: [ToolCall]? = nil,
      trace: String? = nil, time: Timestamp? = nil, model: String? = nil
    ) {
      self.outcome = outcome
      self.raw = raw
      self.value = value
      self.calls = calls
      self.trace = trace
      self.time = time
      self.model = model
    }
  }
}

extension Trace.Attempt {
  /// The first choice of an attempt.
  package init(_ attempt: Reply.Attempt) {
    let choice = attempt.judgement.choices.first
    let output = choice?.output(in: attempt.completion)
    let isGood = choice?.judgement.outcome.isSuccess == true
    self.init(
      outcome: choice?.judgement.outcome ?? .error, raw: output.map { Trace.Raw($0.raw) } ?? .none,
      value: isGood ? choice?.judgement.value : nil, calls: isGood ? choice?.judgement.calls : nil,
      model: attempt.completion.model)
  }
}
