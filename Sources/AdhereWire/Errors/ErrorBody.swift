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
/// | `{"error_type","message"}`, `{"message","type"}`, `{"Message"}` | together.ai, gateways, AWS |
/// | `{"errors":[{"code","message"}],"success":false}` | Cloudflare |
/// | `{"base_resp":{"status_code","status_msg"}}`, the code not 0 | MiniMax |
/// | `{"code","msg"}`, `{"error_code","error_msg"}` | Zhipu, Baidu |
/// | `{"x_groq":{"error":"text"}}` | Groq, in streams |
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
    let isAnswer = ["choices", "data", "results", "delta"].contains { holds($0, tape, root) }
    if let error = tape.field("error", of: root), tape.kind(error) != .false,
      says(tape, error) || !isAnswer && tape.kind(error) == .object
    {
      return read(error, tape, beside: root)
    }
    if let fault = tape.field("fault", of: root), tape.kind(fault) == .object {
      let code = tape.field("detail", of: fault).flatMap { tape.word("errorcode", of: $0) }
      return make(tape, fault, message: tape.word("faultstring", of: fault), code: code)
    }
    if let error = besideAnswer(tape, root) { return error }
    if isError(tape, root, isAnswer) || isEvent { return read(root, tape, beside: root) }
    return nil
  }

  /// Whether anything is said by a value: an error of nothing but empty words and zeros is none.
  static func says(_ tape: Tape, _ node: Int, depth: Int = 4) -> Bool {
    switch tape.kind(node) {
    case .null, .false: return false
    case .string: return tape.text(node).contains { !$0.isSpaceOrControl }
    case .number: return tape.text(node).contains { $0 >= UInt8(ascii: "1") && $0 <= ASCII.nine }
    case .array, .object:
      guard depth > 0 else { return true }
      let offset = tape.kind(node) == .object ? 1 : 0
      return tape.children(of: node).contains { says(tape, $0 + offset, depth: depth - 1) }
    default: return true
    }
  }

  private static func holds(_ name: StaticString, _ tape: Tape, _ root: Int) -> Bool {
    tape.field(name, of: root) != nil
  }

  /// Errors that also stand in bodies that look like an answer.
  private static func besideAnswer(_ tape: Tape, _ root: Int) -> ProviderError? {
    if let errors = tape.field("errors", of: root), says(tape, errors) {
      let isList = tape.kind(errors) == .array
      let first = isList ? errors + 1 : errors
      return read(first, tape, beside: root)
    }
    if let base = tape.field("base_resp", of: root), tape.kind(base) == .object,
      let code = tape.field("status_code", of: base), says(tape, code)
    {
      return make(tape, base, message: message(tape, base), code: tape.text(ofAny: code))
    }
    if let groq = tape.field("x_groq", of: root), let error = tape.field("error", of: groq),
      says(tape, error)
    {
      return read(error, tape, beside: groq)
    }
    return nil
  }

  /// An object that is an error without saying `error`.
  private static func isError(_ tape: Tape, _ root: Int, _ isAnswer: Bool) -> Bool {
    if tape.word("object", of: root) == "error" || tape.word("type", of: root) == "error" {
      return true
    }
    guard !isAnswer else { return false }
    return tape.field("detail", of: root) != nil || tape.field("error_type", of: root) != nil
      || messageNode(tape, root).map { tape.kind($0) == .string } == true
  }

  static func read(_ error: Int, _ tape: Tape, beside root: Int) -> ProviderError {
    guard tape.kind(error) == .object else {
      var made = make(tape, root, message: tape.text(ofAny: error))
      // `{"error":"text","code":…}`: the rest is beside it.
      if tape.kind(error) == .true { made.message = message(tape, root) ?? "error" }
      return made
    }
    return make(tape, error, outer: root, message: message(tape, error))
  }

  private static let messageNames: [StaticString] = [
    "message", "msg", "error_message", "error_msg", "errorMessage", "errMsg", "status_msg",
    "Message", "error_description",
  ]

  private static func messageNode(_ tape: Tape, _ object: Int) -> Int? {
    for name in messageNames {
      if let node = tape.field(name, of: object), says(tape, node) { return node }
    }
    return nil
  }

  private static func message(_ tape: Tape, _ error: Int) -> String? {
    if let message = messageNode(tape, error) { return tape.text(ofAny: message) }
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
    func field(_ names: StaticString...) -> Int? {
      for name in names {
        if let node = tape.field(name, of: error) { return node }
      }
      for name in names {
        if let node = outer.flatMap({ tape.field(name, of: $0) }) { return node }
      }
      return nil
    }
    func any(_ names: StaticString...) -> String? {
      for name in names {
        if let node = field(name) { return tape.text(ofAny: node) }
      }
      return nil
    }
    let code = given ?? any("code", "errorcode", "error_code", "Code")
    let inner = tape.field("innererror", of: error).flatMap { tape.word("code", of: $0) }
    let type = any("type", "error_type", "__type", "status") ?? inner
    let numbers = [
      tape.integer(field("status_code", "http_code", "statusCode")), code.flatMap { Int($0) },
      type.flatMap { Int($0) },
    ]
    let status =
      numbers.lazy.compactMap { $0 }.first { (400...599).contains($0) }
      ?? tape.integer(field("status_code"))
    let message = message ?? type ?? code ?? "the provider gave no message"
    let failed = field("failed_generation")
    var kind = ProviderError.Kind(
      code: inner.map { "\($0) \(code ?? "")" } ?? code, type: type, status: status,
      message: message)
    if failed != nil, kind != .rateLimit { kind = .toolUseFailed }
    var made = ProviderError(
      kind: kind, message: message, status: status, code: code, type: type, param: any("param"),
      failedGeneration: failed.map {
        tape.kind($0) == .string ? StringText.decode(tape, $0) : tape.bytes($0)
      })
    made.takeHints(tape, error)
    return made
  }

  private static func plain(_ tape: Tape, _ root: Int) -> ProviderError {
    ProviderError(message: tape.text(ofAny: root))
  }

  /// A body that is no JSON: a page, or text, or JSON up to some byte.
  ///
  /// - Parameter failure: where a reader of JSON gave up, where one did.
  static func foreign(
    _ body: UnsafeBufferPointer<UInt8>, status: Int? = nil, failure: ParseError? = nil
  ) -> ProviderError {
    let text = body.prefix(64 << 10)
    if let failure, let broken = broken(body, failure, status) { return broken }
    let shown = title(text) ?? line(text)
    let isPage = text.first { !$0.isSpaceOrControl } == ASCII.lessThan
    let what = isPage ? "a page, not an API's answer" : "text, not an API's answer"
    return ProviderError(
      kind: .notAnAPI, message: shown.isEmpty ? "an empty body" : "\(what): \(shown)",
      status: status)
  }

  /// The error of a body that begins as an API's answer does, and breaks off or breaks its notation.
  private static func broken(
    _ body: UnsafeBufferPointer<UInt8>, _ failure: ParseError, _ status: Int?
  ) -> ProviderError? {
    let first = body.first { !$0.isSpaceOrControl }
    guard first == ASCII.leftBrace || first == ASCII.leftBracket, failure.offset > 0 else {
      return nil
    }
    if failure.code == .unexpectedEnd {
      return ProviderError(
        kind: .cutOff, message: "the body ends inside its JSON, after \(body.count) bytes",
        status: status)
    }
    let place = min(failure.offset, body.count)
    let rest = line(Slice(base: body, bounds: place..<min(place + 24, body.count)))
    return ProviderError(
      kind: .unreadable,
      message: "the body is not JSON at byte \(place): \(failure.message): \(rest)",
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
