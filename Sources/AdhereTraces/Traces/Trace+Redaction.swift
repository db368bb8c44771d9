public import AdhereJudging

extension Trace {
  /// Whether secrets and personal data were replaced before the trace was written.
  public struct Redaction: Sendable, Equatable {
    /// How far the trace was redacted.
    public enum State: String, Sendable {
      /// Searched; what was found is replaced by placeholders.
      case done
      /// Switched off: the trace may hold secrets.
      case off
    }

    /// How far the trace was redacted.
    public var state: State
    /// Version of the rules that were applied.
    public var rules: String?
    /// How many places each rule replaced, by name.
    public var replaced: [Count]
    /// The outcome of judging the redacted output again, where it is not the outcome itself:
    /// the placeholders do not conform where the value did.
    public var outcome: Outcome?

    /// How many places one rule replaced.
    public struct Count: Sendable, Equatable {
      /// The id of the rule.
      public var rule: String
      /// Places replaced.
      public var count: Int

      /// - Parameters:
      ///   - rule: the id of a rule.
      ///   - count: places replaced.
      public init(rule: String, count: Int) {
        self.rule = rule
        self.count = count
      }
    }

    /// - Parameters:
    ///   - state: how far the trace was redacted.
    ///   - rules: version of the rules that were applied.
    ///   - replaced: how many places each rule replaced.
    ///   - outcome: of judging again, where it differs.
    public init(
      _ state: State, rules: String? = nil, replaced: [Count] = [], outcome: Outcome? = nil
    ) {
      self.state = state
      self.rules = rules
      self.replaced = replaced
      self.outcome = outcome
    }
  }
}
