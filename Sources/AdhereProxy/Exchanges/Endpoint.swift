#if Proxy
  package import AdhereWire

  /// What a request is for, as its method and path tell.
  package enum Endpoint: Equatable, Sendable {
    /// An answer of a model: judged.
    case completion(WireAPI)
    /// `POST /adhere/v1/judge`: a record in, a record out.
    case judge
    /// `POST /beta/litellm_basic_guardrail_api`: LiteLLM asks for a verdict.
    case guardrail
    /// Lists of numbers: checked.
    case embeddings, rerank
    /// Everything else: passes byte for byte.
    case other

    /// - Parameters:
    ///   - method: as the request has it.
    ///   - uri: as the request has it, with its query.
    package init(method: String, uri: String) {
      self = .other
      guard method == "POST" else { return }
      var uri = uri
      self = uri.withUTF8 { Endpoint($0) }
    }

    private init(_ uri: UnsafeBufferPointer<UInt8>) {
      self = .other
      var path = uri[..<(uri.firstIndex(of: UInt8(ascii: "?")) ?? uri.endIndex)]
      while path.last == Endpoint.slash { path.removeLast() }
      let (before, last) = Endpoint.cut(path)
      if Endpoint.equals(last, "completions") {
        if Endpoint.equals(Endpoint.cut(before).last, "chat") { self = .completion(.chat) }
      } else if Endpoint.equals(last, "responses") {
        // Not those of threads and conversations, which are lists that a client writes.
        if Endpoint.endsBase(before) { self = .completion(.responses) }
      } else if Endpoint.equals(last, "messages") {
        if Endpoint.endsBase(before) { self = .completion(.messages) }
      } else if Endpoint.equals(last, "embeddings") {
        if Endpoint.endsBase(before) { self = .embeddings }
      } else if Endpoint.equals(last, "rerank") {
        if Endpoint.endsBase(before) { self = .rerank }
      } else if Endpoint.equals(path, "/adhere/v1/judge") {
        self = .judge
      } else if Endpoint.equals(path, "/beta/litellm_basic_guardrail_api") {
        self = .guardrail
      }
    }

    private typealias Path = Slice<UnsafeBufferPointer<UInt8>>
    private static let slash = UInt8(ascii: "/")

    /// The last name of a path, and what stands before its slashes.
    private static func cut(_ path: Path) -> (before: Path, last: Path) {
      guard let place = path.lastIndex(of: slash) else { return (path[..<path.startIndex], path) }
      var before = path[..<place]
      while before.last == slash { before.removeLast() }
      return (before, path[(place + 1)...])
    }

    private static func equals(_ path: Path, _ word: StaticString) -> Bool {
      path.count == word.utf8CodeUnitCount
        && path.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: path.count))
    }

    /// Whether a base address may end in this path: in a version such as `v1`, or in one name, or
    /// none, where no version is.
    private static func endsBase(_ path: Path) -> Bool {
      var (before, last) = cut(path)
      if isVersion(last) { return true }
      let isOneName = before.isEmpty
      while !before.isEmpty {
        (before, last) = cut(before)
        if isVersion(last) { return false }
      }
      return isOneName
    }

    private static func isVersion(_ name: Path) -> Bool {
      guard name.count > 1, name.first == UInt8(ascii: "v") else { return false }
      let digit = name[name.startIndex + 1]
      return digit >= 0x30 && digit <= 0x39
    }
  }
#endif
