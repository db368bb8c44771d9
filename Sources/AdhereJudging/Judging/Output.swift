import AdhereWire

/// One output as it reached us.
public struct Output: Sendable {
  /// What the model produced.
  public enum Raw: Sendable {
    /// Its text.
    case text([UInt8])
    /// Calls as an API gave them; `arguments` is the argument text, decoded from its string
    /// where it came as one.
    case calls([ToolCall])
  }

  /// What the model produced.
  public var raw: Raw
  /// The provider's `finish_reason`, as it came: `stop`, `length`, `tool_calls`,
  /// `content_filter` ….
  public var finishReason: String?
  /// The text is the beginning of a stream: what there is of the value so far is wanted.
  public var isPartial: Bool
  /// What the user asked, UTF-8. A call may pass a name that is there without quotes:
  /// `train(data=my_data)` means the user's `my_data`, where without the prompt it could be any
  /// variable (rule `prompt-name`).
  public var prompt: [UInt8]?

  /// - Parameters:
  ///   - raw: what the model produced.
  ///   - finishReason: as the provider sent it.
  ///   - isPartial: whether more will follow.
  ///   - prompt: the words of the user, UTF-8.
  public init(
    _ raw: Raw, finishReason: String? = nil, isPartial: Bool = false, prompt: [UInt8]? = nil
  ) {
    self.raw = raw
    self.finishReason = finishReason
    self.isPartial = isPartial
    self.prompt = prompt
  }

  /// Text of a model.
  ///
  /// - Parameters:
  ///   - text: what the model produced.
  ///   - finishReason: as the provider sent it.
  ///   - prompt: the words of the user.
  public init(text: String, finishReason: String? = nil, prompt: String? = nil) {
    self.init(
      .text(Array(text.utf8)), finishReason: finishReason, prompt: prompt.map { Array($0.utf8) })
  }
}

extension Output {
  /// The provider cut the output off: its reason names a length or a limit.
  var isCut: Bool { finishReason.map { FinishReason(word: $0) == .length } ?? false }

  /// The provider marked a refusal.
  var isRefusal: Bool { finishReason.map { FinishReason(word: $0) == .contentFilter } ?? false }
}
