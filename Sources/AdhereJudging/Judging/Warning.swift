/// Something worth knowing about an output that does not decide its outcome.
public struct Warning: Sendable, Hashable, CustomStringConvertible {
  /// Stable names. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Code: String, Sendable {
    /// A key is in an object twice.
    case duplicateKey = "duplicate-key"
    /// libjansson reads the repaired output otherwise, or cannot hold it.
    case secondOpinion = "second-opinion"
    /// The text holds further values that differ from the one that was taken.
    case severalCandidates = "several-candidates"
    /// Calls inside sentences were passed over; `Rule.callInProse` takes them.
    case callsInProse = "calls-in-prose"
    /// Reserved for text beside calls.
    case textBesideCalls = "text-beside-calls"
    /// The beginning of a long text took no part in the verdict.
    case textNotKept = "text-not-kept"
    /// A call names a tool that was not offered.
    case unknownTool = "unknown-tool"
    /// Reserved for checks that are ended because of their cost.
    case tooCostly = "too-costly"
    /// The provider ended its answer with a word that is not known.
    case unknownFinish = "unknown-finish-reason"
    /// The answer came to its end without a word on how.
    case noFinish = "no-finish-reason"
    /// A part of the answer could not be read and took no part in the verdict.
    case unreadPart = "unread-part"
    /// The answer repeats a call, which is one call.
    case repeatedCall = "repeated-call"
    /// What was asked for stands in the model's reasoning, and not in its answer.
    case inReasoning = "in-reasoning"
    /// Fewer answers came than were asked for.
    case missingChoices = "missing-choices"
    /// The batch has another result of this name.
    case repeatedResult = "repeated-result"
  }

  /// The stable name.
  public var code: Code
  /// The details, for people.
  public var message: String

  /// The code, and the details.
  public var description: String { "\(code.rawValue): \(message)" }

  /// - Parameters:
  ///   - code: the stable name.
  ///   - message: the details, for people.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension Warning {
  static func unknownTool(_ name: String) -> Warning {
    Warning(.unknownTool, "'\(name)' was not offered")
  }

  static func callsInProse(_ count: Int) -> Warning {
    Warning(
      .callsInProse,
      "\(count) \(count == 1 ? "stands" : "stand") inside a sentence; --allow call-in-prose takes such calls"
    )
  }
}
