/// The kind of a ``Reason``: a stable name in kebab case. Later versions may add kinds; none
/// changes its meaning.
///
///     ReasonCode.cutOff.rawValue      // "cut-off"
public struct ReasonCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// As records and reports write it.
  public let rawValue: String

  /// A code by its name, also one that this version does not know.
  public init(rawValue: String) { self.rawValue = rawValue }

  private init(_ name: String) { rawValue = name }

  /// The name.
  public var description: String { rawValue }
}

extension ReasonCode {
  /// Nothing in the text could be read as what was asked.
  public static let noValue = ReasonCode("no-value")
  /// The text breaks its notation, and no reading mends it.
  public static let broken = ReasonCode("broken")
  /// More than one reading of the text stands.
  public static let rivals = ReasonCode("rivals")
  /// A reading would leave out something of consequence.
  public static let leftOut = ReasonCode("left-out")
  /// The text holds several values that differ, and nothing says which is meant.
  public static let severalCandidates = ReasonCode("several-candidates")
  /// The text ends inside a value or a call.
  public static let cutOff = ReasonCode("cut-off")
  /// The provider says that it cut the answer off.
  public static let finishReason = ReasonCode("finish-reason")
  /// The text can be read only with a rule that the policy denies.
  public static let deniedRule = ReasonCode("denied-rule")
  /// What was read violates its schema, or what the request says about calls.
  public static let nonconforming = ReasonCode("nonconforming")
  /// A tool is called that was not offered.
  public static let unknownTool = ReasonCode("unknown-tool")
  /// A call is written in the text, and cannot be read.
  public static let brokenCall = ReasonCode("broken-call")
  /// The output is longer than what is judged.
  public static let tooLong = ReasonCode("too-long")
  /// The provider marked a refusal or a content filter.
  public static let refusal = ReasonCode("refusal")
  /// The provider answered with an error.
  public static let providerError = ReasonCode("provider-error")
  /// The record that holds the output cannot be used.
  public static let badRecord = ReasonCode("bad-record")
  /// The parameters of the tool that is called cannot be read, so that the call is not judged.
  public static let badSchema = ReasonCode("bad-schema")
  /// A stream was given up before its end.
  public static let aborted = ReasonCode("aborted")
  /// A second parser does not read the repaired output as we do.
  public static let secondOpinion = ReasonCode("second-opinion")
  /// It would take more changes than are made.
  public static let tooManyEdits = ReasonCode("too-many-edits")

  /// The codes of this version, in the order of their declaration.
  public static let known: [ReasonCode] = [
    noValue, broken, rivals, leftOut, severalCandidates, cutOff, finishReason, deniedRule,
    nonconforming, unknownTool, brokenCall, tooLong, refusal, providerError, badRecord,
    badSchema, aborted, secondOpinion, tooManyEdits,
  ]
}
