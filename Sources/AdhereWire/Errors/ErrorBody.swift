internal import AdhereBytes
internal import AdhereJSON

/// Finds the error in a body, in any of the forms providers use; nil where there is none.
///
/// | form | who |
/// | --- | --- |
/// | `{"error":{"message","type","param","code"}}` | OpenAI, together.ai, Groq, newer vLLM |
/// | `{"error":"text"}` | older together.ai, Fireworks AI |
/// | `{"error":{"object":"error",…}}` | Fireworks AI |
/// | `{"fault":{"faultstring","detail":{"errorcode"}}}` | Fireworks AI, gateways |
/// | `{"detail":"text"}`, `{"detail":[{"loc","msg"}]}` | FastAPI |
/// | `[{"error":{…}}]` | Gemini |
/// | `{"object":"error","message","type","code"}` | older vLLM |
/// | `{"error_type","message"}`, `{"message","type"}` | together.ai, gateways |
enum ErrorBody {
  /// - Parameter isEvent: the body came under `event: error`, so it is one whatever it holds.
  static func find(_ tape: Tape, _ root: Int, isEvent: Bool = false) -> ProviderError? {
    switch tape.kind(root) {
    case .array:
      // A list of one error is an error; anything else in a list is not.
      guard tape.count(of: root) > 0, tape.kind(root + 1) == .object,
        tape.field("error", of: root + 1) != nil
      else { return isEvent ? plain(tape, root) : nil }
      return find(tape, root + 1)
    case .object: break
    default: return isEvent ? plain(tape, root) : nil
    }
    if let error = tape.field("error", of: root), tape.kind(error) != .false {
      return read(error, tape, beside: root)
    }
    if let fault = tape.field("fault", of: root), tape.kind(fault) == .object {
      let code = tape.field("detail", of: fault).flatMap { tape.word("errorcode", of: $0) }
      return make(tape, fault, message: tape.word("faultstring", of: fault), code: code)
    }
    if isError(tape, root) || isEvent { return read(root, tape, beside: root) }
    return nil
  }

  /// An object that is an error without saying `error`.
  private static func isError(_ tape: Tape, _ root: Int) -> Bool {
    if tape.word("object", of: root) == "error" || tape.word("type", of: root) == "error" {
      return true
    }
    guard tape.member("choices", of: root) == nil, tape.member("data", of: root) == nil,
      tape.member("results", of: root) == nil, tape.member("delta", of: root) == nil
    else { return false }
    return tape.field("detail", of: root) != nil || tape.field("error_type", of: root) != nil
      || tape.field("message", of: root).map { tape.kind($0) == .string } == true
  }

  private static func read(_ error: Int, _ tape: Tape, beside root: Int) -> ProviderError {
    guard tape.kind(error) == .object else {
      var made = make(tape, root, message: tape.text(ofAny: error))
      // `{"error":"text","code":…}`: the rest is beside it.
      if tape.kind(error) == .true { made.message = tape.word("message", of: root) ?? "error" }
      return made
    }
    return make(tape, error, outer: root, message: message(tape, error))
  }

  private static func message(_ tape: Tape, _ error: Int) -> String? {
    if let message = tape.field("message", of: error) { return tape.text(ofAny: message) }
    guard let detail = tape.field("detail", of: error) else { return nil }
    if let text = tape.string(detail) { return text }
    guard tape.kind(detail) == .array else { return tape.text(ofAny: detail) }
    // FastAPI: what is wrong, and where.
    return tape.children(of: detail).map { item in
      let place =
        (tape.field("loc", of: item).map { loc in
          tape.children(of: loc).map { tape.text(ofAny: $0) }.joined(separator: ".")
        })
      let text = tape.word("msg", of: item) ?? tape.text(ofAny: item)
      return place.map { "\($0): \(text)" } ?? text
    }.joined(separator: "; ")
  }

  private static func make(
    _ tape: Tape, _ error: Int, outer: Int? = nil, message: String?, code given: String? = nil
  ) -> ProviderError {
    func any(_ name: StaticString) -> String? {
      let index = tape.field(name, of: error) ?? outer.flatMap { tape.field(name, of: $0) }
      return index.map { tape.text(ofAny: $0) }
    }
    let code = given ?? any("code") ?? any("errorcode")
    let inner = tape.field("innererror", of: error).flatMap { tape.word("code", of: $0) }
    let type = any("type") ?? any("error_type") ?? any("status") ?? inner
    let status =
      tape.integer("status_code", of: error) ?? outer.flatMap {
        tape.integer("status_code", of: $0)
      }
      ?? code.flatMap { Int($0) }.flatMap { (400...599).contains($0) ? $0 : nil }
    let message = message ?? type ?? code ?? "the provider gave no message"
    let failed =
      tape.field("failed_generation", of: error)
      ?? outer.flatMap { tape.field("failed_generation", of: $0) }
    var kind = ProviderError.Kind(
      code: inner.map { "\($0) \(code ?? "")" } ?? code, type: type, status: status,
      message: message)
    if failed != nil, kind != .rateLimit { kind = .toolUseFailed }
    return ProviderError(
      kind: kind, message: message, status: status, code: code, type: type, param: any("param"),
      failedGeneration: failed.map {
        tape.kind($0) == .string ? StringText.decode(tape, $0) : tape.bytes($0)
      })
  }

  private static func plain(_ tape: Tape, _ root: Int) -> ProviderError {
    ProviderError(message: tape.text(ofAny: root))
  }

  /// A body that is no JSON: a page, or text.
  static func foreign(_ body: UnsafeBufferPointer<UInt8>, status: Int? = nil) -> ProviderError {
    let text = body.prefix(64 << 10)
    let shown = title(text) ?? line(text)
    let isPage = text.first { !$0.isSpaceOrControl } == ASCII.lessThan
    let what = isPage ? "a page, not an API's answer" : "text, not an API's answer"
    return ProviderError(
      kind: .notAnAPI, message: shown.isEmpty ? "an empty body" : "\(what): \(shown)",
      status: status)
  }

  private static func title(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    let bytes = UnsafeBufferPointer(rebasing: text)
    guard let start = find("<title>", in: bytes, from: 0),
      let end = find("</title>", in: bytes, from: start + 7)
    else { return nil }
    return line(text[(text.startIndex + start + 7)..<(text.startIndex + end)])
  }

  /// Where a word begins, in capitals or small letters.
  private static func find(
    _ word: StaticString, in text: UnsafeBufferPointer<UInt8>, from: Int
  ) -> Int? {
    var i = from
    while i + word.utf8CodeUnitCount <= text.count {
      if text.hasBytes(ignoringCase: word, at: i) { return i }
      i += 1
    }
    return nil
  }

  /// The beginning of a text, on one line.
  private static func line(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let shown = text.drop { $0.isSpaceOrControl }.prefix(200).map { $0 < 0x20 ? 0x20 : $0 }
    var end = shown.count
    while end > 0, shown[end - 1] == ASCII.space { end -= 1 }
    return String(decoding: shown[..<end], as: UTF8.self)
  }
}
