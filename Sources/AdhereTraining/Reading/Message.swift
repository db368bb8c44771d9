import AdhereBytes

/// One message of a conversation, in the form all targets are written from.
struct Message: Sendable, Equatable {
  /// The role of a message, as on the wire. `developer` is OpenAI's newer name of `system`.
  enum Role: String, Sendable, CaseIterable {
    case system, developer, user, assistant, tool
  }

  /// A call of a tool.
  struct Call: Sendable, Equatable {
    /// As the provider gave it; empty where it gave none and none was made up yet.
    var id: [UInt8]
    var name: [UInt8]
    /// The argument text as the model wrote it, which need not be JSON.
    var arguments: [UInt8]
  }

  var role: Role
  /// JSON text: a string, or a list of parts; nil where there is none.
  var content: [UInt8]?
  var calls: [Call] = []
  /// Of a tool's message: the id of the call it answers.
  var callID: [UInt8] = []
  /// Of a tool's message: the tool's name.
  var name: [UInt8] = []

  /// Whether the content is a list of parts that are not all text.
  var hasParts: Bool { content?.first == ASCII.leftBracket }

  /// The content is there and is not the empty string.
  var hasText: Bool { content.map { $0.count > 2 } ?? false }
}
