public import AdhereJudging
public import AdherePlatform

extension Trace {
  /// Whether the answer was right, which conforming alone does not show, and how that is known.
  public struct Acceptance: Sendable, Equatable {
    /// Whether the answer is right.
    public enum Verdict: String, Sendable {
      /// The answer, as it was passed on, is good.
      case accepted
      /// It is not; ``Acceptance/value`` or ``Acceptance/calls`` may say what would have been.
      case rejected
    }

    /// Where the verdict comes from. May gain cases in later versions.
    public enum Source: String, Sendable {
      /// A person looked at it.
      case person
      /// A later attempt conformed and was used instead.
      case retry
      /// The tool ran, and succeeded or failed.
      case execution
    }

    /// Whether the answer is right.
    public var verdict: Verdict
    /// Where the verdict comes from.
    public var by: Source
    /// When it was given.
    public var time: Timestamp?
    /// A comment in free text.
    public var note: String?
    /// The right JSON where it is not the trace's own.
    public var value: [UInt8]?
    /// The right calls where they are not the trace's own.
    public var calls: [ToolCall]?

    /// - Parameters:
    ///   - verdict: whether the answer is right.
    ///   - by: where the verdict comes from.
    ///   - time: when it was given.
    ///   - note: a comment in free text.
    ///   - value: JSON text.
    ///   - calls: with arguments that are JSON text.
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
}
