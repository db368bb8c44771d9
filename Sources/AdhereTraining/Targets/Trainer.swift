/// What one trainer takes and refuses, in all of its targets.
///
/// A trainer is declared in the file of its first target, which sets what it does otherwise than
/// most: the defaults here are what most trainers do.
struct Trainer: Sendable {
  // MARK: Rows

  /// How the arguments of a call are written.
  var arguments = Target.Arguments.string
  /// The arguments of a call may also be written the other way.
  var takesEitherArguments = false
  /// A row may have a `weight`.
  var hasRowWeights = false
  /// Rows are read by Hugging Face `datasets`: columns have one type, some numbers change, tools
  /// may be a string of JSON, and neither `messages` nor an answer at the end is required.
  var readsThroughDatasets = false
  /// Rows may be written as `prompt` and `completion`.
  var takesCompletions = false
  /// All rows of a file have the same columns for their text.
  var wantsOneForm = false
  /// Names of columns before there were `messages` and `tools`.
  var olderNames: (messages: StaticString, tools: StaticString)?

  // MARK: Files

  /// Bytes above which a file has to be uploaded by a signed URL.
  var signedUploadBytes: Int?
  var takesSymbolicLinks = true

  // MARK: Messages

  /// Roles that messages may have.
  var roles: [StaticString] = ["system", "user", "assistant", "tool"]
  /// A system message has to be the first, and the only one.
  var wantsSystemFirst = false
  /// System messages are no messages here: they become one text in front.
  var hasSystemApart = false
  /// A prompt for a grader has to end with the user.
  var wantsUserLast = false
  /// Only assistant messages may have a `weight`.
  var weighsAssistantOnly = false
  /// Content may have parts that are not text when rows are written.
  var takesParts = false
  /// Which parts that are not text rows may have when they are checked.
  var parts = Parts.unchecked
  /// A missing content beside calls is worth a warning: chat templates fail on it.
  var warnsOfMissingContent = false
  /// A content of null is worth a warning: chat templates fail on it.
  var warnsOfNullContent = false
  /// An answer of a pair may have a content of null.
  var takesNullInOutputs = true
  /// A message with calls may have content too.
  var takesTextBesideCalls = true
  /// Results of tools have to name the call they answer.
  var wantsToolCallID = true
  /// Results of tools are written with the tool's name.
  var namesResults = false

  // MARK: Calls

  /// A call has to have `"type":"function"`.
  var wantsCallType = true
  /// What the id of a call has to be.
  var callID = CallID.unchecked
  /// `parallel_tool_calls` of false permits one call a message.
  var checksParallelCalls = false
  /// What the arguments of a rejected call may be.
  var rejectedArguments = RejectedArguments.warned

  // MARK: Tools

  /// Most tools of a row.
  var maximumTools: Int?
  /// The parameters of a function may be a string of JSON.
  var takesParametersAsText = false
  /// A function needs a description and parameters.
  var wantsCompleteFunctions = false

  /// A rejected call may have any name: a chat template writes it as it is.
  var takesAnyRejectedName = false

  enum Parts: Sendable {
    case unchecked
    /// Any, of the user; refusals, of the assistant.
    case ofUser
    /// Images of the user, whose bytes are in the row itself.
    case imagesOfUser
  }

  enum CallID: Sendable {
    case unchecked
    /// A string.
    case required
    /// Nine letters or digits; others are replaced when rows are written.
    case nineCharacters
  }

  enum RejectedArguments: Sendable {
    /// Any text is written as a call; it is worth a warning.
    case anyText
    /// What is no JSON object is written as content; where it is checked it is worth a warning.
    case warned
    /// What is no JSON object is written as content; where it is checked it is an error.
    case refused
  }
}
