/// What a chunk of a stream brings. Choices and calls are named by their place in
/// ``ChatCompletion/choices`` and ``ChatMessage/toolCalls``.
public enum ChatStreamEvent {
  /// More of the text.
  case text(choice: Int, TextFragment)
  /// More of what the model thinks.
  case reasoning(choice: Int, TextFragment)
  case refusal(choice: Int, TextFragment)
  /// A call whose name is known now, and where the name is written.
  case call(choice: Int, call: Int, FragmentPlace)
  /// A message whose `tool_calls` is null or empty, and the place of that value.
  case noCalls(choice: Int, FragmentPlace)
  /// More of a call's arguments.
  case arguments(choice: Int, call: Int, TextFragment)
  /// The text of the model that the provider refused, out of its error.
  case failedGeneration(TextFragment)
  /// The choice has ended; ``ChatChoice/finishReason`` says how.
  case finished(choice: Int)
  case usage
  case error(ProviderError)
  /// Everything of one event has been handed over; its byte range in the stream.
  case eventEnd(Range<Int>)
}
