internal import AdhereJSON

extension ChatRequest {
  /// The API that the request is for, as its members tell: one without `messages` and with members
  /// that only the Responses API has is for that.
  public var api: WireAPI {
    guard let document = try? JSONDocument(bytes, options: .anyDepth) else { return .chat }
    return document.withTape { tape in
      guard tape.field("messages", of: 0) == nil else { return .chat }
      let own: [StaticString] = [
        "input", "previous_response_id", "conversation", "instructions", "max_output_tokens",
      ]
      return own.contains { tape.field($0, of: 0) != nil } ? .responses : .chat
    }
  }
}
