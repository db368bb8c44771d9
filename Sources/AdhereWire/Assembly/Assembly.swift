internal import AdhereJSON

/// Puts a completion together from chunks; a whole body is one chunk. What a chunk brings is
/// handed over as it is read.
///
/// Not for several threads, and no event is handed over while one of its members is being changed:
/// the run-time check of that would be a good part of the time that a chunk takes, so it is off.
final class Assembly {
  typealias Handler = (ChatStreamEvent) -> Void

  /// Most choices, and most calls of a choice. More is an attack.
  static let most = (choices: 1_024, calls: 4_096)

  @exclusivity(unchecked) var completion = ChatCompletion()
  /// Keep the text and the thoughts; else they are only handed over.
  let keepsText: Bool
  /// Most bytes of text and arguments together.
  let limit: Int
  /// Of each choice: which call a delta belongs to.
  @exclusivity(unchecked) var identities: [CallIdentity] = []
  /// Of each choice: the call that its `function_call` is.
  @exclusivity(unchecked) var legacy: [Int?] = []
  /// Of each choice: bytes of text and thoughts so far, also where they are not kept.
  @exclusivity(unchecked) var lengths: [(text: Int, reasoning: Int)] = []
  /// The chunk that is being read gives two of its choices one index.
  @exclusivity(unchecked) var hasRepeatedIndexes = false
  /// First halves of characters that were written as two escapes, of which the second has to come.
  @exclusivity(unchecked) var halves = SurrogateHalves()
  /// Of an answer of the Responses API: its items.
  @exclusivity(unchecked) var items = ResponseItems()
  /// An item says that it is not whole.
  var hasCutItem = false
  var hasUsage = false
  /// Of a stream of the Messages API.
  @exclusivity(unchecked) var progress = MessageProgress()
  /// Bytes that are kept.
  @exclusivity(unchecked) var total = 0
  /// There is an error.
  @exclusivity(unchecked) private(set) var hasFailed = false
  /// What the chunk that is being read has done so far.
  @exclusivity(unchecked) var effects = ChunkEffects()
  /// What chunks look like that only bring more of one text.
  @exclusivity(unchecked) var templates = ChunkTemplates()

  init(keepsText: Bool = true, limit: Int = 64 << 20) {
    self.keepsText = keepsText
    self.limit = limit
  }

  /// Where a chunk is in its stream, and whether it is a whole body.
  struct Source {
    /// Where the chunk's bytes are in the stream.
    var places: DataPlaces
    var isWhole = false
    var isErrorEvent = false
    /// The name that the event came under, where it had one.
    var event: String?

    /// Where a token of the chunk is in the stream; below 0 where that is unknown.
    func range(of span: Range<Int>) -> Range<Int> {
      places.offset(of: span.lowerBound)..<places.offset(of: span.upperBound - 1) + 1
    }
  }

  var isOverLimit: Bool { total > limit }

  /// Hands over an event.
  func emit(_ event: ChatStreamEvent, _ handle: Handler) {
    effects.events += 1
    handle(event)
  }

  func fail(_ error: ProviderError, _ handle: Handler) {
    // The first error is the cause.
    guard completion.error == nil else { return }
    completion.error = error
    hasFailed = true
    emit(.error(error), handle)
  }

  /// Reads one chunk.
  func apply(_ tape: Tape, at root: Int = 0, _ source: Source, _ handle: Handler) {
    effects = ChunkEffects()
    var error: ProviderError?
    if source.isErrorEvent || tape.kind(root) != .object {
      error = ErrorBody.find(tape, root, isEvent: source.isErrorEvent)
    }
    guard tape.kind(root) == .object else {
      if let error { return fail(error, tape, root, source, handle) }
      return list(tape, root, source, handle)
    }
    var choices: Int?
    var type: Int?
    var object: Int?
    var mayFail = false
    var next = root + 1
    let end = tape.next(after: root)
    while next < end {
      let key = next
      next = tape.next(after: key + 1)
      switch tape.text(key).count {
      case 2 where completion.id == nil && tape.isText(key, "id"):
        if let id = tape.string(key + 1), !id.isEmpty { completion.id = id }
      case 4 where tape.isText(key, "type"): type = key + 1
      case 6 where tape.isText(key, "object"): object = key + 1
      case 5 where tape.isText(key, "model"):
        if completion.model == nil, let model = tape.string(key + 1), !model.isEmpty {
          completion.model = model
        }
      case 5 where tape.isText(key, "usage"): usage(tape, key + 1, handle)
      case 5 where tape.isText(key, "error"): mayFail = mayFail || tape.kind(key + 1) != .null
      case 6 where tape.isText(key, "errors"): mayFail = mayFail || tape.kind(key + 1) != .null
      case 9 where tape.isText(key, "base_resp"): mayFail = true
      case 6 where tape.isText(key, "x_groq"):
        mayFail = mayFail || tape.field("error", of: key + 1) != nil
        if !hasUsage, let inner = tape.field("usage", of: key + 1) { usage(tape, inner, handle) }
      case 7 where tape.isText(key, "choices"): choices = key + 1
      default: break
      }
    }
    if choices == nil, error == nil,
      let form = AnswerForm(tape, root, type: type, object: object, event: source.event)
    {
      // A ping says nothing, and some gateways send theirs in other streams.
      if form.type != "ping" { completion.api = form.api }
      effects.isSingular = true
      if mayFail, form.api != .responses, let error = ErrorBody.find(tape, root) {
        return fail(error, tape, root, source, handle)
      }
      switch form.api {
      case .responses: return response(tape, root, form, source, handle)
      case .messages: return anthropic(tape, root, form, source, handle)
      case .ollama: return ollama(tape, root, source, handle)
      case .gemini: return gemini(tape, root, source, handle)
      case .chat: break
      }
    }
    let isAnswer = choices.map { tape.kind($0) != .null } ?? false
    if error == nil, mayFail || !isAnswer { error = ErrorBody.find(tape, root) }
    if let choices, tape.kind(choices) == .array {
      hasRepeatedIndexes = tape.count(of: choices) > 1 && tape.repeatsIndexes(choices)
      var position = 0
      for choice in tape.children(of: choices) where tape.kind(choice) == .object {
        self.choice(tape, choice, position, source, handle)
        position += 1
      }
    }
    if let error { fail(error, tape, root, source, handle) }
  }

  /// A stream in one array: Gemini's, where events were not asked for.
  private func list(_ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler) {
    guard tape.kind(root) == .array else { return }
    for chunk in tape.children(of: root) where tape.kind(chunk) == .object {
      guard let form = AnswerForm(tape, chunk, type: nil, object: nil), form.api == .gemini else {
        return
      }
      completion.api = .gemini
      gemini(tape, chunk, source, handle)
    }
  }

  func fail(
    _ error: ProviderError, _ tape: Tape, _ root: Int, _ source: Source, _ handle: Handler
  ) {
    if let failed = error.failedGeneration, completion.error == nil,
      let node = failedGeneration(tape, root)
    {
      failed.withUnsafeBufferPointer { bytes in
        emit(
          .failedGeneration(
            TextFragment(
              bytes: bytes,
              place: FragmentPlace(
                source: source.range(of: tape.span(node)), text: 0..<bytes.count,
                isString: tape.kind(node) == .string))), handle)
      }
    }
    fail(error, handle)
  }

  private func failedGeneration(_ tape: Tape, _ root: Int) -> Int? {
    let object = tape.kind(root) == .array ? root + 1 : root
    if let inner = tape.field("error", of: object),
      let found = tape.field("failed_generation", of: inner)
    {
      return found
    }
    return tape.field("failed_generation", of: object)
  }

  func usage(_ tape: Tape, _ node: Int, _ handle: Handler) {
    guard tape.kind(node) == .object else { return }
    completion.usage =
      completion.api == .messages
      ? Assembly.usage(completion.usage, with: tape, node) : tape.bytes(node)
    hasUsage = true
    emit(.usage, handle)
  }
}

/// What reading a chunk has done, to tell whether one that looks like it will do the same.
struct ChunkEffects {
  /// Events that were handed over.
  var events = 0
  /// The last text that was handed over, and its node.
  var text: (target: Assembly.Target, node: Int)?
  /// What the chunk means depends on what came before: the same again might mean something else.
  var isSingular = false
}
