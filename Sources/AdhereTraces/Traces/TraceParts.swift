public import AdherePlatform
public import AdhereJudging
import AdhereSchema
public import AdhereRepair

extension Trace {
  /// The repairs that were permitted: a tier, and the rules that differ from it.
  public struct PolicyRecord: Sendable, Equatable {
    /// `none`, or the name of a ``OutputRepair/Tier``.
    public var tier: String
    public var allow: [String]
    public var deny: [String]

    public init(tier: String, allow: [String] = [], deny: [String] = []) {
      self.tier = tier
      self.allow = allow
      self.deny = deny
    }

    /// The shortest way to say a policy.
    public init(_ policy: Policy) {
      var best = PolicyRecord(
        tier: "none", allow: Rule.allCases.filter(policy.permits).map(\.id))
      for tier in Tier.allCases {
        let candidate = PolicyRecord(
          tier: tier.rawValue,
          allow: Rule.allCases.filter { $0.tier > tier && policy.permits($0) }.map(\.id),
          deny: Rule.allCases.filter { $0.tier <= tier && !policy.permits($0) }.map(\.id))
        if candidate.length < best.length { best = candidate }
      }
      self = best
    }

    private var length: Int { allow.count + deny.count }
  }

  /// Another attempt at the same request.
  public struct Attempt: Sendable, Equatable {
    /// The id of its own trace, where it has one.
    public var trace: String?
    public var time: Timestamp?
    public var model: String?
    public var outcome: Outcome
    public var raw: Raw
    /// What it gave, as ``Trace/value`` and ``Trace/calls``.
    public var value: [UInt8]?
    public var calls: [ToolCall]?

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

  /// Somebody's word on whether the answer was right, which conforming alone does not say.
  public struct Acceptance: Sendable, Equatable {
    public enum Verdict: String, Sendable {
      /// The answer, as it was passed on, is good.
      case accepted
      /// It is not; ``Acceptance/value`` or ``Acceptance/calls`` may say what would have been.
      case rejected
    }

    public enum Source: String, Sendable {
      /// A person looked at it.
      case person
      /// A later attempt conformed and was used instead.
      case retry
      /// The tool ran, and said so.
      case execution
    }

    public var verdict: Verdict
    public var by: Source
    public var time: Timestamp?
    public var note: String?
    /// The right answer where it is not the trace's own.
    public var value: [UInt8]?
    public var calls: [ToolCall]?

    public init(
      _ verdict: Verdict, by: Source, time: Timestamp? = nil, note: String? = nil,
      value: [UInt8]? = nil, calls: [ToolCall]? = nil
    ) {
      self.verdict = verdict
      self.by = by
      self.time = time
      self.note = note
      self.value = value
      self.calls = calls
    }
  }

  /// What was made unreadable before the trace was written.
  public struct Redaction: Sendable, Equatable {
    public enum State: String, Sendable {
      /// Looked through; what was found is replaced by placeholders.
      case done
      /// Switched off by whoever ran it: the trace may hold secrets.
      case off
    }

    public var state: State
    /// Version of the rules that were applied.
    public var rules: String?
    /// How many places each rule replaced, by name.
    public var replaced: [Count]
    /// The outcome of judging the redacted output again, where it is not the outcome itself:
    /// the placeholders do not conform where the value did.
    public var outcome: Outcome?

    public struct Count: Sendable, Equatable {
      public var rule: String
      public var count: Int

      public init(rule: String, count: Int) {
        self.rule = rule
        self.count = count
      }
    }

    public init(
      _ state: State, rules: String? = nil, replaced: [Count] = [], outcome: Outcome? = nil
    ) {
      self.state = state
      self.rules = rules
      self.replaced = replaced
      self.outcome = outcome
    }
  }

  /// What may be done with the trace.
  public struct Rights: Sendable, Equatable {
    /// Licence of the content, such as an SPDX identifier.
    public var licence: String?
    /// Whether the person whose content it is agreed to training; nil where nobody asked.
    public var consent: Bool?
    /// From when on it must be gone.
    public var retainUntil: Timestamp?

    public init(licence: String? = nil, consent: Bool? = nil, retainUntil: Timestamp? = nil) {
      self.licence = licence
      self.consent = consent
      self.retainUntil = retainUntil
    }
  }
}
