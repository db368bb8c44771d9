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
  var hasUsage = false
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
      if let error { fail(error, tape, root, source, handle) }
      return
    }
    var choices: Int?
    var errorField = false
    var next = root + 1
    let end = tape.next(after: root)
    while next < end {
      let key = next
      next = tape.next(after: key + 1)
      switch tape.text(key).count {
      case 2 where completion.id == nil && tape.isText(key, "id"):
        if let id = tape.string(key + 1), !id.isEmpty { completion.id = id }
      case 5 where tape.isText(key, "model"):
        if completion.model == nil, let model = tape.string(key + 1), !model.isEmpty {
          completion.model = model
        }
      case 5 where tape.isText(key, "usage"): usage(tape, key + 1, handle)
      case 5 where tape.isText(key, "error"): errorField = tape.kind(key + 1) != .null
      case 6 where tape.isText(key, "x_groq"):
        if !hasUsage, let inner = tape.field("usage", of: key + 1) { usage(tape, inner, handle) }
      case 7 where tape.isText(key, "choices"): choices = key + 1
      default: break
      }
    }
    if error == nil, errorField || choices == nil, tape.kind(root) == .object {
      error = ErrorBody.find(tape, root)
    }
    if let choices, tape.kind(choices) == .array {
      for (position, choice) in tape.children(of: choices).enumerated()
      where tape.kind(choice) == .object {
        self.choice(tape, choice, position, source, handle)
      }
    }
    if let error { fail(error, tape, root, source, handle) }
  }

  private func fail(
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

  private func usage(_ tape: Tape, _ node: Int, _ handle: Handler) {
    guard tape.kind(node) == .object else { return }
    completion.usage = tape.bytes(node)
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
