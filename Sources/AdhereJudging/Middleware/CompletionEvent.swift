/// What happens while an answer is streamed. May gain cases in later versions.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum CompletionEvent: Sendable {
  /// More of the text, UTF-8.
  case text(choice: Int, [UInt8])
  /// More of the model's reasoning, UTF-8.
  case reasoning(choice: Int, [UInt8])
  /// A call has begun.
  case call(choice: Int, call: Int, name: String)
  /// More of a structured part: of a call's arguments, or with `call` nil of the content.
  case partial(PartialValue)
  /// The stream was ended before its end; ``finished(_:)`` follows.
  case aborted(StreamAbort)
  /// The end, with the judgement on the whole answer.
  case finished(Reply)
}

/// A structured part so far. Nothing is judged yet.
public struct PartialValue: Sendable {
  /// Place among the choices of the answer.
  public let choice: Int
  /// The call whose arguments these are; nil for the content.
  public let call: Int?
  /// The text so far.
  public var text: [UInt8] { source.bytes }
  let source: TextSoFar
  private let contract: Contract

  init(choice: Int, call: Int?, _ source: TextSoFar, contract: Contract) {
    self.choice = choice
    self.call = call
    self.source = source
    self.contract = contract
  }

  /// The value so far, as JSON text with its open brackets closed; nil where none has begun.
  /// Takes time linear in the length of the text.
  public var value: [UInt8]? {
    contract.judge(Output(.text(text), isPartial: true)).value
  }

  /// The value so far, decoded; nil where a member that `T` needs is still missing.
  public func decode<T: Decodable>(_ type: T.Type) -> T? {
    value.flatMap { try? JSONValueDecoder.decode(type, from: $0) }
  }
}
