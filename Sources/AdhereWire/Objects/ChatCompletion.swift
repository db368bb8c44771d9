/// A chat completion, from one response body or put together from a stream. What providers write
/// in their own ways is the same here.
public struct ChatCompletion: Sendable, Equatable {
  /// The API whose form the answer has.
  public var api = WireAPI.chat
  /// The provider's name for the answer.
  public var id: String?
  /// The model that answered, as the provider names it.
  public var model: String?
  /// The answers, in the order in which they began.
  public var choices: [ChatChoice] = []
  /// The `usage` object as the provider wrote it, JSON text.
  public var usage: [UInt8]?
  /// What went wrong at the provider. A stream may fail after it began.
  public var error: ProviderError?

  /// A completion without choices.
  public init() {}
}

/// One of the answers.
public struct ChatChoice: Sendable, Equatable {
  /// The provider's number of the choice.
  public var index: Int
  /// What the model answered.
  public var message = ChatMessage()
  /// As it came; nil where the provider gave none. A response has a status in its place: of one
  /// that is complete this is `stop` or `tool_calls`, else the reason that it gives.
  public var finishReason: String?

  /// A choice without content.
  public init(index: Int) { self.index = index }

  /// What the choice ended with, from what it holds: a provider's word that contradicts it does
  /// not count. Nil where the provider gave none.
  public var finish: FinishReason? {
    guard let finishReason, !finishReason.isEmpty else { return nil }
    let reason = FinishReason(word: finishReason)
    if reason == .stop, !message.toolCalls.isEmpty { return .toolCalls }
    if reason == .toolCalls, message.toolCalls.isEmpty { return .stop }
    return reason
  }
}

/// The message that a model answered with.
public struct ChatMessage: Sendable, Equatable {
  /// Usually `assistant`.
  public var role: String?
  /// The text; nil where there was none, or null.
  public var content: [UInt8]?
  /// The model's reasoning, where the provider gives it apart from the text.
  public var reasoning: [UInt8] = []
  /// Why the model refused, in its words; nil where it did not.
  public var refusal: [UInt8]?
  /// The calls, in the order in which they began.
  public var toolCalls: [ChatToolCall] = []
  /// Parts of the message that could not be read, in words. A message with such a part is not
  /// empty, whatever else is missing.
  public private(set) var unreadParts: [String] = []
  /// Names of members with content that have no meaning here.
  public private(set) var unknownMembers: [String] = []

  /// Types of items that are no part of the message and pass without being judged: calls of the
  /// provider's own tools, and items that are not known. An answer of nothing else is not empty.
  public private(set) var passedItems: [String] = []

  /// An empty message.
  public init() {}

  /// Most parts, and most members, that are noted.
  private static let mostNoted = 8

  mutating func note(unread what: String) {
    guard unreadParts.count < Self.mostNoted, !unreadParts.contains(what) else { return }
    unreadParts.append(what)
  }

  mutating func note(passed type: String) {
    guard passedItems.count < Self.mostNoted, !passedItems.contains(type) else { return }
    passedItems.append(type)
  }

  mutating func note(member name: String) {
    guard unknownMembers.count < Self.mostNoted, !unknownMembers.contains(name) else { return }
    unknownMembers.append(name)
  }
}

extension ChatMessage {
  /// Calls that say once more what another one says, by their places: a `function_call` beside
  /// the same call among `tool_calls`, and a call with the name and the arguments of an earlier one
  /// that has its id, or has its index where it has no id.
  public var repeatedCalls: [Int: Int] {
    guard toolCalls.count > 1 else { return [:] }
    func says(_ a: ChatToolCall, _ b: ChatToolCall) -> Bool {
      a.name == b.name && CompactForm.of(a.arguments) == CompactForm.of(b.arguments)
    }
    var out: [Int: Int] = [:]
    if let legacy = toolCalls.firstIndex(where: \.isLegacy) {
      out[legacy] = toolCalls.indices.first {
        !toolCalls[$0].isLegacy && says(toolCalls[$0], toolCalls[legacy])
      }
    }
    var withID: [String: Int] = [:]
    var withIndex: [Int: Int] = [:]
    for (place, call) in toolCalls.enumerated() where !call.isLegacy {
      let earlier = call.id.map { withID[$0] } ?? call.index.map { withIndex[$0] } ?? nil
      if let earlier, says(toolCalls[earlier], call) { out[place] = earlier }
      if let id = call.id, withID[id] == nil { withID[id] = place }
      if let index = call.index, withIndex[index] == nil { withIndex[index] = place }
    }
    return out
  }
}

/// A call of a tool as the provider gave it.
public struct ChatToolCall: Sendable, Equatable {
  /// How the arguments were written.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Form: String, Sendable {
    /// A string that holds JSON text, as OpenAI has it.
    case string
    /// An object or another JSON value.
    case value
    /// Text that need not be JSON: the input of a custom tool.
    case text
    /// Null, or nothing.
    case absent
  }

  /// The provider's name for the call.
  public var id: String?
  /// As the stream numbered it.
  public var index: Int?
  /// Of the tool; empty where the provider gave none.
  public var name: String
  /// JSON text: the string's content, or the value as it is written. Unchecked. Of a custom tool
  /// its input, which is any text.
  public var arguments: [UInt8]
  /// How the arguments were written.
  public var form: Form
  /// It came as `function_call`, which tool calls replaced in 2023.
  public var isLegacy = false

  /// A call; by default one of which nothing is known yet.
  public init(
    id: String? = nil, index: Int? = nil, name: String = "", arguments: [UInt8] = [],
    form: Form = .absent, isLegacy: Bool = false
  ) {
    self.id = id
    self.index = index
    self.name = name
    self.arguments = arguments
    self.form = form
    self.isLegacy = isLegacy
  }
}
