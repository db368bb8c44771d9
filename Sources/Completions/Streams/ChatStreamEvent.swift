/// What a chunk of a stream brings. Choices and calls are named by their place in
/// ``ChatCompletion/choices`` and ``ChatMessage/toolCalls``.
public enum ChatStreamEvent {
  /// More of the text.
  case text(choice: Int, TextFragment)
  /// More of what the model thinks.
  case reasoning(choice: Int, TextFragment)
  case refusal(choice: Int, TextFragment)
  /// A call whose name is known now.
  case call(choice: Int, call: Int)
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
