internal import AdhereBytes
internal import AdhereJSON

extension ChatRequest {
  /// The body with a member of its root set; everything else stays byte for byte.
  ///
  /// - Parameter value: JSON text.
  /// - Throws: ``InputError`` where the value is not JSON, or the request has no known form with it.
  public func setting(_ name: String, json value: some Sequence<UInt8>) throws(InputError)
    -> ChatRequest
  {
    let value = Array(value)
    try JSONPart.require(value, "the value of '\(name)'")
    return try ChatRequest(changed([(name, value)]))
  }

  /// The body with a string member of its root set.
  public func setting(_ name: String, _ value: String) -> ChatRequest {
    setting(name, written: JSONWriter.quoted(value))
  }

  /// The body with a member of its root set to `true` or `false`.
  public func setting(_ name: String, _ value: Bool) -> ChatRequest {
    setting(name, written: Array((value ? "true" : "false").utf8))
  }

  /// The body with a whole number as a member of its root.
  public func setting(_ name: String, _ value: Int) -> ChatRequest {
    setting(name, written: Array("\(value)".utf8))
  }

  /// The body with a number as a member of its root: `setting("temperature", 0.5)`.
  ///
  /// - Precondition: the number is finite; JSON has no other.
  public func setting(_ name: String, _ value: Double) -> ChatRequest {
    precondition(value.isFinite, "JSON has no number \(value)")
    return setting(name, written: Array("\(value)".utf8))
  }

  /// The body with a list of strings as a member of its root: `setting("stop", ["\n"])`.
  public func setting(_ name: String, _ values: [String]) -> ChatRequest {
    var writer = JSONWriter()
    writer.beginArray()
    for value in values { writer.string(value) }
    writer.endArray()
    return setting(name, written: writer.bytes)
  }

  /// The body without a member of its root.
  public func removing(_ name: String) -> ChatRequest { changing([(name, nil)]) }

  /// The body with messages added at its end.
  ///
  ///     request.appending(.assistant("Done."), .user("Thanks. And tomorrow?"))
  public func appending(_ messages: RequestMessage...) -> ChatRequest { appending(messages) }

  /// The body with messages added at the end of `messages`, or of `input` where it is one for the
  /// Responses API.
  ///
  /// - Parameter api: whose form the messages get; nil is that of the request as its members tell.
  ///   They do not tell Anthropic's Messages from chat completions.
  public func appending(_ messages: [RequestMessage], api: WireAPI? = nil) -> ChatRequest {
    let api = api ?? self.api
    return appending(items: messages.flatMap { $0.items(for: api) }, api)
  }

  /// The body with messages added at its end; each JSON text.
  ///
  /// - Throws: ``InputError`` where one of them is no JSON object.
  public func appending(messages: [[UInt8]]) throws(InputError) -> ChatRequest {
    for message in messages { try JSONPart.require(message, "the message", isObject: true) }
    return appending(items: messages, api)
  }

  private func appending(items: [[UInt8]], _ api: WireAPI) -> ChatRequest {
    guard !items.isEmpty, let document = try? JSONDocument(bytes, options: .anyDepth) else {
      return self
    }
    let name: StaticString = api == .responses ? "input" : "messages"
    let added = Array(items.joined(separator: [ASCII.comma]))
    let edit: Edit? = document.withTape { tape in
      guard let list = tape.member(name, of: 0) else { return nil }
      let span = tape.span(list)
      switch tape.kind(list) {
      case .array:
        let end = span.upperBound - 1
        return Edit(end..<end, (tape.count(of: list) > 0 ? [ASCII.comma] : []) + added)
      case .string where api == .responses:
        // The short form of one message of the user.
        var writer = JSONWriter()
        writer.beginArray()
        writer.beginObject()
        writer.member("role", "user")
        writer.member("content", raw: tape.source(list))
        writer.endObject()
        writer.raw(added)
        writer.endArray()
        return Edit(span, writer.bytes)
      default: return nil
      }
    }
    guard let edit else {
      return setting("\(name)", written: [ASCII.leftBracket] + added + [ASCII.rightBracket])
    }
    return remade(Edits.apply([edit], to: bytes))
  }

  /// Sets a member to a text that is JSON; nil takes the member away.
  package func setting(_ name: String, written value: [UInt8]?) -> ChatRequest {
    changing([(name, value)])
  }

  func changing(_ changes: [(name: String, value: [UInt8]?)]) -> ChatRequest {
    remade(changed(changes))
  }

  private func changed(_ changes: [(name: String, value: [UInt8]?)]) -> [UInt8] {
    var text = bytes
    for change in changes {
      guard let document = try? JSONDocument(text, options: .anyDepth) else { break }
      if let edit = document.withTape({ MemberEdit.edit($0, change.name, change.value) }) {
        text = Edits.apply([edit], to: text)
      }
    }
    return text
  }

  /// Changes of known values keep a body what it was: a request.
  private func remade(_ text: [UInt8]) -> ChatRequest { (try? ChatRequest(text)) ?? self }
}

/// Setting and taking away a member of an object, as an edit of its text.
enum MemberEdit {
  /// Nil where nothing has to change.
  static func edit(_ tape: Tape, of object: Int = 0, _ name: String, _ value: [UInt8]?) -> Edit? {
    var name = name
    let member = name.withUTF8 { tape.member($0, of: object) }
    if let member {
      if let value { return Edit(tape.span(member), value) }
      return Edit(removal(tape, object, member), [])
    }
    guard let value else { return nil }
    let end = tape.span(object).upperBound - 1
    var writer = JSONWriter()
    writer.key(name)
    let comma: [UInt8] = tape.count(of: object) > 0 ? [ASCII.comma] : []
    return Edit(end..<end, comma + writer.bytes + value)
  }

  /// The bytes of a member with one of the commas beside it.
  private static func removal(_ tape: Tape, _ object: Int, _ value: Int) -> Range<Int> {
    let keys = Array(tape.children(of: object))
    let place = keys.firstIndex(of: value - 1)!
    if place + 1 < keys.count {
      return tape.span(value - 1).lowerBound..<tape.span(keys[place + 1]).lowerBound
    }
    if place > 0 {
      return tape.span(keys[place - 1] + 1).upperBound..<tape.span(value).upperBound
    }
    return tape.span(value - 1).lowerBound..<tape.span(value).upperBound
  }
}
