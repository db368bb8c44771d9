internal import AdhereJSON

extension ChatRequest {
  /// Whether the root has a member of this name that is not null.
  public func hasMember(_ name: String) -> Bool {
    guard let document = try? JSONDocument(bytes, options: ChatRequest.options) else {
      return false
    }
    return document.withTape { tape in
      var name = name
      guard let node = name.withUTF8({ tape.member($0, of: 0) }) else { return false }
      return tape.kind(node) != .null
    }
  }
}
