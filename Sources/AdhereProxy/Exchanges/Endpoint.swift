#if Proxy
  package import AdhereWire

  /// What a request is for, as its method and path tell.
  package enum Endpoint: Equatable, Sendable {
    /// An answer of a model: judged.
    case completion(WireAPI)
    /// `POST /adhere/v1/judge`: a record in, a record out.
    case judge
    /// Everything else: passes byte for byte.
    case other

    /// - Parameter uri: as the request has it, with its query.
    package init(method: String, uri: String) {
      self = .other
      guard method == "POST" else { return }
      var path = uri.prefix { $0 != "?" }
      while path.hasSuffix("/") { path.removeLast() }
      let names = path.split(separator: "/")
      guard let last = names.last else { return }
      let before = names.dropLast().last
      switch last {
      case "judge" where path == "/adhere/v1/judge": self = .judge
      case "completions" where before == "chat": self = .completion(.chat)
      // Not those of threads and conversations, which are lists that a client writes.
      case "responses" where Endpoint.endBase(names.dropLast()): self = .completion(.responses)
      case "messages" where Endpoint.endBase(names.dropLast()): self = .completion(.messages)
      default: break
      }
    }

    /// Whether a base address may end in these names: in a version such as `v1`, or in one name, or
    /// none, where no version is.
    private static func endBase(_ names: ArraySlice<Substring>) -> Bool {
      let version = names.lastIndex {
        $0.first == "v" && $0.dropFirst().first?.isNumber == true
      }
      return version.map { $0 == names.endIndex - 1 } ?? (names.count <= 1)
    }
  }
#endif
