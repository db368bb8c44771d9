import AdhereJSON

/// Prompts and sessions of evaluation cases, which must not be trained on.
///
/// A row is kept out where its prompt, its last question or its session is that of a case, and
/// where its last question shares most of its 24-grams with that of a case (``overlap``).
public struct Decontamination: Sendable {
  /// Share of the 24-grams of the last question, of the row or of the case, whichever has fewer,
  /// from which on a row is kept out; nil: only what is the same is.
  public var overlap: Double? = 0.8
  private var prompts: Set<UInt64> = []
  private var questions: Set<UInt64> = []
  private var sessions: Set<[UInt8]> = []
  private var grams = OverlapIndex()
  /// Lines that held a prompt, as many as ``add(line:)`` returned true for.
  public private(set) var count = 0

  /// No cases: nothing is kept out.
  public init() {}

  /// Takes in a line: an evaluation case, or a row of any target.
  ///
  /// - Returns: whether it held a prompt.
  @discardableResult
  public mutating func add(line: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(line, options: ParseOptions(duplicateKeys: .ignore))
    else { return false }
    let parser = ScratchParser()
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    if let session = tape.present("session", of: 0), tape.kind(session) == .string {
      sessions.insert(StringText.decode(tape, session))
    }
    let holder = tape.present("input", of: 0) ?? 0
    guard let node = tape.present("messages", of: holder) ?? tape.present("prompt", of: holder)
    else { return false }
    var messages: [Message] = []
    if tape.kind(node) == .string {
      messages = [Message(role: .user, content: Array(tape.source(node)))]
    } else {
      let reader = ConversationReader(tape: tape)
      guard let read = try? reader.messages(node, mayEndWithAssistant: true) else { return false }
      messages = read
      if messages.last?.role == .assistant { messages.removeLast() }
    }
    prompts.insert(ExampleKey.prompt(messages, parser))
    let question = ExampleKey.question(messages, parser)
    if question != 0 { questions.insert(question) }
    if let text = ExampleKey.questionText(messages, parser) { grams.add(text) }
    count += 1
    return true
  }

  /// Whether a row has the prompt, the last question or the session of a case.
  func holds(_ key: ExampleKey, session: String?) -> Bool {
    if prompts.contains(key.prompt) || key.question != 0 && questions.contains(key.question) {
      return true
    }
    guard let session, !session.isEmpty, !sessions.isEmpty else { return false }
    return sessions.contains(Array(session.utf8))
  }

  /// Whether the last question of a row is almost that of a case.
  func holdsMost(of messages: [Message], _ parser: ScratchParser) -> Bool {
    guard let overlap, !grams.isEmpty, let text = ExampleKey.questionText(messages, parser)
    else { return false }
    return grams.holds(text, share: overlap)
  }
}
