import AdhereBytes
import AdhereJSON

/// Hashes of what an example contains: spelling of JSON, ids and weights do not count.
struct ExampleKey {
  /// The messages of the prompt.
  var prompt: UInt64
  /// The last message of the user; 0 where it is too short to tell prompts apart.
  var question: UInt64
  var answer: UInt64
  var rejected: UInt64

  init(_ example: Example, _ parser: ScratchParser) {
    prompt = Self.hash(example.messages, example.tools, parser)
    question = Self.question(example.messages, parser)
    answer = example.answer.map { Self.hash([$0], example.tools, parser) } ?? 0
    rejected = example.rejected.map { Self.hash([$0], example.tools, parser) } ?? 0
  }

  static func prompt(_ messages: [Message], _ parser: ScratchParser) -> UInt64 {
    hash(messages, nil, parser)
  }

  static func question(_ messages: [Message], _ parser: ScratchParser) -> UInt64 {
    guard let last = messages.last(where: { $0.role == .user }), let content = last.content,
      content.count >= 22
    else { return 0 }
    var hash = RowHash()
    add(content: content, to: &hash, parser)
    return hash.finish()
  }

  /// The text of the user's last message; nil where it has none.
  static func questionText(_ messages: [Message], _ parser: ScratchParser) -> [UInt8]? {
    guard let content = messages.last(where: { $0.role == .user })?.content,
      let tape = parser.parse(content), tape.kind(0) == .string
    else { return nil }
    return StringText.decode(tape, 0)
  }

  private static func hash(_ messages: [Message], _ tools: ToolList?, _ parser: ScratchParser)
    -> UInt64
  {
    var hash = RowHash()
    for message in messages {
      hash.add(Array(message.role == .developer ? "system".utf8 : message.role.rawValue.utf8))
      if message.hasText, let content = message.content {
        add(content: content, to: &hash, parser)
      }
      for call in message.calls {
        // By the name that rows have: two traces may differ in the spelling of it alone.
        hash.add(tools?.exportedName(of: call.name) ?? call.name)
        if let tape = parser.parse(call.arguments) {
          hash.add(Canonical.form(tape))
        } else {
          hash.add(call.arguments)
        }
      }
    }
    return hash.finish()
  }

  private static func add(content: [UInt8], to hash: inout RowHash, _ parser: ScratchParser) {
    if content.first == ASCII.quote, !content.contains(ASCII.backslash) {
      content[1..<content.count - 1].withUnsafeBytes { hash.add($0) }
    } else if let tape = parser.parse(content) {
      hash.add(tape.kind(0) == .string ? StringText.decode(tape, 0) : Canonical.form(tape))
    } else {
      hash.add(content)
    }
  }
}
