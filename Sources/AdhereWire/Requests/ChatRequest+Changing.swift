internal import AdhereBytes
internal import AdhereJSON

extension ChatRequest {
  /// The body with a member of its root set; everything else stays byte for byte.
  ///
  /// - Parameters:
  ///   - name: of the member, which is added where there is none.
  ///   - value: JSON text.
  /// - Throws: ``InputError`` where the value is not JSON, or the request has no known form with it.
  public func setting(_ name: String, json value: some Sequence<UInt8>) throws(InputError)
    -> ChatRequest
  {
    let value = Array(value)
    try InputError.requireJSON(value, "the value of '\(name)'")
    return try ChatRequest(changed([(name, value)]))
  }

  /// The body with a string member of its root set.
  public func setting(_ name: String, _ value: String) -> ChatRequest {
    setting(name, written: JSONWriter.quoted(value))
  }

  /// The body with a member of its root set to `true` or `false`.
  ///
  /// - Throws: ``InputError`` where the member has to be something else, as `tool_choice` has.
  public func setting(_ name: String, _ value: Bool) throws(InputError) -> ChatRequest {
    try setting(name, json: (value ? "true" : "false").utf8)
  }

  /// The body with a whole number as a member of its root.
  ///
  /// - Throws: ``InputError`` where the member has to be something else.
  public func setting(_ name: String, _ value: Int) throws(InputError) -> ChatRequest {
    try setting(name, json: "\(value)".utf8)
  }

  /// The body with a number as a member of its root: `setting("temperature", 0.5)`.
  ///
  /// - Throws: ``InputError`` where it is infinite or none, which JSON does not have, or where the
  ///   member has to be something else.
  public func setting(_ name: String, _ value: Double) throws(InputError) -> ChatRequest {
    try setting(name, json: "\(value)".utf8)
  }

  /// The body with a list of strings as a member of its root: `setting("stop", ["\n"])`.
  ///
  /// - Throws: ``InputError`` where the member has to be something else.
  public func setting(_ name: String, _ values: [String]) throws(InputError) -> ChatRequest {
    var writer = JSONWriter()
    writer.beginArray()
    for value in values { writer.string(value) }
    writer.endArray()
    return try setting(name, json: writer.bytes)
  }

  /// The body without a member of its root.
  public func removing(_ name: String) -> ChatRequest { changing([(name, nil)]) }

  /// The body with messages added at its end.
  ///
  ///     try request.appending(.assistant("Done."), .user("Thanks. And tomorrow?"))
  ///
  /// - Throws: ``InputError`` where the request has something else in the place of its messages.
  public func appending(_ messages: RequestMessage...) throws(InputError) -> ChatRequest {
    try appending(messages)
  }

  /// The body with messages added at the end of `messages`, or of `input` where it is one for the
  /// Responses API.
  ///
  /// - Parameters:
  ///   - messages: what is added, in order.
  ///   - api: whose form the messages get; nil is that of the request as its members tell. They do
  ///     not tell Anthropic's Messages from chat completions.
  /// - Throws: ``InputError`` where the request has something else in the place of its messages.
  public func appending(
    _ messages: [RequestMessage], api: WireAPI? = nil
  ) throws(InputError) -> ChatRequest {
    let api = api ?? self.api
    return try appending(items: RequestMessage.items(messages, for: api), api)
  }

  /// The body with messages added at its end; each JSON text.
  ///
  /// - Throws: ``InputError`` where one of them is no JSON object, or the request has something else
  ///   in the place of its messages.
  public func appending(messages: [[UInt8]]) throws(InputError) -> ChatRequest {
    for message in messages {
      try InputError.requireJSON(message, "the message", isObject: true)
    }
    return try appending(items: messages, api)
  }

  private func appending(items: [[UInt8]], _ api: WireAPI) throws(InputError) -> ChatRequest {
    guard !items.isEmpty else { return self }
    let document = try InputError.document(bytes, "the request", options: .anyDepth)
    defer { withExtendedLifetime(document) {} }
    let name: StaticString = api == .responses ? "input" : "messages"
    let added = Array(items.joined(separator: [ASCII.comma]))
    let list = [ASCII.leftBracket] + added + [ASCII.rightBracket]
    let tape = document.tape
    guard let node = tape.member(name, of: 0) else { return setting("\(name)", written: list) }
    let span = tape.span(node)
    let edit: Edit
    switch tape.kind(node) {
    case .array:
      let end = span.upperBound - 1
      edit = Edit(end..<end, (tape.count(of: node) > 0 ? [ASCII.comma] : []) + added)
    case .string where api == .responses:
      // The short form of one message of the user.
      var writer = JSONWriter()
      writer.beginArray()
      writer.beginObject()
      writer.member("role", "user")
      writer.member("content", raw: tape.source(node))
      writer.endObject()
      writer.raw(added)
      writer.endArray()
      edit = Edit(span, writer.bytes)
    case .null: edit = Edit(span, list)
    default: throw InputError("'\(name)' of the request has to be a list", offset: span.lowerBound)
    }
    return try ChatRequest(Edits.apply([edit], to: bytes))
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
