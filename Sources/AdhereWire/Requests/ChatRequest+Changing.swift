internal import AdhereBytes
internal import AdhereJSON

extension ChatRequest {
  /// The body with a member of its root set; everything else stays byte for byte.
  ///
  /// - Parameter value: JSON text; nil takes the member away.
  public func setting(_ name: String, json value: [UInt8]?) -> ChatRequest {
    changing([(name, value)])
  }

  /// The body with a string member of its root set.
  public func setting(_ name: String, _ value: String) -> ChatRequest {
    var writer = JSONWriter()
    writer.string(value)
    return setting(name, json: writer.bytes)
  }

  /// The body with messages added at the end of `messages`, or of `input` where it is one for the
  /// Responses API; each JSON text.
  public func appending(messages: [[UInt8]]) -> ChatRequest {
    guard let document = try? JSONDocument(bytes, options: .anyDepth) else { return self }
    let name: StaticString = api == .responses ? "input" : "messages"
    let added = Array(messages.joined(separator: [ASCII.comma]))
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
      return setting("\(name)", json: [ASCII.leftBracket] + added + [ASCII.rightBracket])
    }
    return remade(Edits.apply([edit], to: bytes))
  }

  func changing(_ changes: [(name: String, value: [UInt8]?)]) -> ChatRequest {
    var text = bytes
    for change in changes {
      guard let document = try? JSONDocument(text, options: .anyDepth) else { break }
      if let edit = document.withTape({ MemberEdit.edit($0, change.name, change.value) }) {
        text = Edits.apply([edit], to: text)
      }
    }
    return remade(text)
  }

  /// Changes keep a body what it was: a request.
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
