/// What a chunk of a stream brings. Choices and calls are named by their place in
/// ``ChatCompletion/choices`` and ``ChatMessage/toolCalls``. More cases may be added.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum ChatStreamEvent {
  /// More of the text.
  case text(choice: Int, TextFragment)
  /// A block of text begins, be it empty (Messages).
  case textBegins(choice: Int)
  /// More of the model's reasoning.
  case reasoning(choice: Int, TextFragment)
  /// More of the model's refusal.
  case refusal(choice: Int, TextFragment)
  /// A call whose name is known now, and where the name is written.
  case call(choice: Int, call: Int, FragmentPlace)
  /// A message whose `tool_calls` is null or empty, and the place of that value.
  case noCalls(choice: Int, FragmentPlace)
  /// More of a call's arguments.
  case arguments(choice: Int, call: Int, TextFragment)
  /// A part, or a piece of it, that stands once more somewhere else: a repair changes it alike.
  case copy(StructuredParts.Copy, FragmentPlace)
  /// The name of a call that stands once more somewhere else.
  case nameCopy(choice: Int, call: Int, FragmentPlace)
  /// The text of the model that the provider refused, out of its error.
  case failedGeneration(TextFragment)
  /// The choice has ended; ``ChatChoice/finishReason`` says how.
  case finished(choice: Int)
  /// ``ChatCompletion/usage`` has come.
  case usage
  /// ``ChatCompletion/error`` has come.
  case error(ProviderError)
  /// Everything of one event has been handed over; its byte range in the stream.
  case eventEnd(Range<Int>)
}
