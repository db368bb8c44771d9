internal import AdhereBytes
package import AdhereJSON

/// A chat completion that came in one body, and where its structured parts are written.
///
///     let body = ChatBody(padded: text, count: n)
///     body.completion.choices[0].message.toolCalls[0].arguments
///
/// Anything can be read: a body that is not a completion has ``ChatCompletion/error``.
public struct ChatBody: Sendable {
  /// What the body holds.
  public var completion: ChatCompletion
  /// Where the parts stand, see ``StructuredParts``.
  public var parts: StructuredParts

  /// - Parameters:
  ///   - text: the body, followed by `TapeParser.padding` readable bytes, the first of them NUL.
  ///   - count: bytes of the body, without those behind it.
  ///   - status: of the HTTP response, where there was one.
  public init(padded text: UnsafePointer<UInt8>, count: Int, status: Int? = nil) {
    var parser = TapeParser(options: .anyDepth)
    let outcome = parser.parse(padded: text, count: count)
    if outcome == .complete {
      self.init(parser.tape(over: text), status: status)
      return
    }
    let bytes = UnsafeBufferPointer(start: text, count: count)
    if let read = NonJSONNumbers.withTape(bytes, &parser, { ChatBody($0, status: status) }) {
      self = read
      return
    }
    self.init()
    var failure: ParseError?
    if case .failed(let error) = outcome { failure = error }
    completion.error = ErrorBody.foreign(bytes, status: status, failure: failure)
  }

  /// - Parameters:
  ///   - bytes: the body.
  ///   - status: of the HTTP response, where there was one.
  public init(_ bytes: [UInt8], status: Int? = nil) {
    self = bytes.withPadding {
      ChatBody(padded: $0.baseAddress!, count: $0.count, status: status)
    }
  }

  /// A completion at a node of a larger text, such as the body in a line of a batch file. Places
  /// count in the whole text.
  ///
  /// - Parameter status: of the HTTP response, where there was one.
  package init(_ tape: Tape, at root: Int = 0, status: Int? = nil) {
    let assembly = Assembly(limit: .max)
    var parts = StructuredParts()
    var source = Assembly.Source(places: DataPlaces(first: 0))
    source.isWhole = true
    assembly.apply(tape, at: root, source) { parts.add($0) }
    parts.addMessages(tape, root)
    completion = assembly.completion
    self.parts = parts
    if completion.choices.isEmpty, completion.error == nil {
      completion.error = ProviderError(
        kind: .unreadable, message: "the body is no chat completion: it has no choices")
    }
    note(status: status)
  }

  /// The body itself says what went wrong.
  var isError: Bool { completion.error.map { $0.kind != .unreadable } ?? false }

  /// Takes an error that stands beside the body.
  mutating func fail(_ error: ProviderError, status: Int?) {
    completion.error = error
    note(status: status)
  }

  private mutating func note(status: Int?) {
    guard let status, var error = completion.error else { return }
    error.status = error.status ?? status
    if error.kind == .unknown { error.kind = ProviderError.Kind(status: status) }
    completion.error = error
  }

  private init() {
    completion = ChatCompletion()
    parts = StructuredParts()
  }
}
