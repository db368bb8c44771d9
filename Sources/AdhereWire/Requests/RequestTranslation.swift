internal import AdhereProviders
internal import AdhereJSON

/// A request as another provider takes it, and the account of what that costs.
///
///     let translation = RequestTranslation(request, to: .fireworks)
///     translation.request.bytes      // what to send
///     translation.changes            // what the provider does not enforce, among others
///
/// Only what the content has to be is translated; tools have one form everywhere. Judge the
/// answer against the original request.
public struct RequestTranslation: Sendable {
  /// Who is to be asked. More cases may be added.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Target: String, Sendable, CaseIterable {
    /// The provider of this name: OpenAI, together.ai, Fireworks AI, or a server of vLLM.
    case openai, together, fireworks, vllm
  }

  /// One difference between what was asked and what is sent.
  public struct Change: Sendable, Equatable {
    /// What the difference means for the answer.
    #if hasAttribute(nonexhaustive)
      @nonexhaustive
    #endif
    public enum Kind: String, Sendable {
      /// The provider does not enforce this: the answer has to be validated.
      case lost
      /// The provider refuses answers that the original accepts.
      case narrowed
      /// Written otherwise, with the same meaning.
      case reworded
      /// The provider refuses this request as it is.
      case rejected
    }

    /// What it means for the answer.
    public var kind: Kind
    /// JSON Pointer into the schema, or the name of a member of the request.
    public var place: String
    /// The difference in words.
    public var message: String
  }

  /// The request to send.
  public let request: ChatRequest
  /// What differs from the request that was given.
  public let changes: [Change]

  /// - Parameters:
  ///   - request: in any of the forms that ``ChatRequest`` reads.
  ///   - target: who is to be asked.
  public init(_ request: ChatRequest, to target: Target) {
    var writer = FormatWriter(target: target, request: request)
    let member = writer.member()
    changes = writer.changes
    guard let member else {
      self.request = request
      return
    }
    // One member takes the place of those that asked for it before.
    var edits: [(name: String, value: [UInt8]?)] = request.formatMembers
      .filter { $0 != member.name && $0 != "extra_body" && $0 != "text" && $0 != "output_config" }
      .map { ($0, nil) }
    edits.append((member.name, member.value))
    self.request = request.changing(edits)
  }
}

/// Writes the form a provider takes.
private struct FormatWriter {
  let target: RequestTranslation.Target
  let request: ChatRequest
  var changes: [RequestTranslation.Change] = []

  /// The member that asks for it; nil where the request can stay as it is. A nil value takes the
  /// member away.
  mutating func member() -> (name: String, value: [UInt8]?)? {
    if target == .fireworks, request.tools != nil, request.responseFormat != .text {
      note(
        .rejected, "response_format",
        "tools and response_format together are not supported: ask for one of them")
    }
    switch request.responseFormat {
    case .text: return nil
    case .json: return ("response_format", Array(#"{"type":"json_object"}"#.utf8))
    case .schema(let schema, let name, let strict): return self.schema(schema, name, strict)
    case .regex(let pattern): return self.pattern(pattern)
    case .grammar(let grammar): return self.grammar(grammar)
    case .choice(let choices): return self.choice(choices)
    case .other(let type):
      note(.rejected, "response_format", "'\(type)' has no known translation: it is left as it is")
      return nil
    }
  }

  private mutating func note(
    _ kind: RequestTranslation.Change.Kind, _ place: String, _ message: String
  ) {
    changes.append(RequestTranslation.Change(kind: kind, place: place, message: message))
  }

  private mutating func schema(_ schema: [UInt8], _ name: String?, _ strict: Bool?) -> (
    String, [UInt8]?
  ) {
    let accepted = rewrite(schema)
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("type")
    switch target {
    case .openai, .together, .vllm:
      writer.string("json_schema")
      writer.key("json_schema")
      writer.beginObject()
      writer.member("name", name ?? "answer")
      writer.member("schema", raw: accepted)
      if target == .openai || strict != nil {
        writer.member("strict", strict ?? true)
      }
      writer.endObject()
    case .fireworks:
      // The one form of theirs that has a single reading.
      writer.string("json_object")
      writer.member("schema", raw: accepted)
    }
    writer.endObject()
    return ("response_format", writer.bytes)
  }

  /// The schema as the provider takes it.
  private mutating func rewrite(_ schema: [UInt8]) -> [UInt8] {
    guard let profile = ProviderProfile(target.rawValue),
      let document = try? JSONDocument(schema)
    else { return schema }
    let rewrite = ProviderRewrite(document, for: profile)
    for change in rewrite.changes {
      note(
        RequestTranslation.Change.Kind(rawValue: change.kind.rawValue)!, change.pointer,
        change.message)
    }
    for finding in rewrite.remaining { note(.rejected, finding.pointer, finding.message) }
    for finding in ProviderLint.findings(document, profile) where finding.severity == .unstated {
      note(.lost, finding.pointer, finding.message)
    }
    // Bytes that need no change are not written anew.
    return rewrite.changes.isEmpty ? schema : rewrite.schema
  }

  private mutating func pattern(_ pattern: String) -> (String, [UInt8]?) {
    var writer = JSONWriter()
    writer.beginObject()
    switch target {
    case .together:
      writer.member("type", "regex")
      writer.key("pattern")
    case .vllm:
      writer.key("regex")
    case .openai, .fireworks:
      note(.lost, "response_format", "patterns of the whole answer are not supported: left out")
      return ("response_format", nil)
    }
    writer.string(pattern)
    writer.endObject()
    return (target == .vllm ? "structured_outputs" : "response_format", writer.bytes)
  }

  private mutating func grammar(_ grammar: String) -> (String, [UInt8]?) {
    var writer = JSONWriter()
    writer.beginObject()
    switch target {
    case .fireworks:
      writer.member("type", "grammar")
    case .vllm: break
    case .openai, .together:
      note(.lost, "response_format", "grammars are not supported: left out")
      return ("response_format", nil)
    }
    writer.member("grammar", grammar)
    writer.endObject()
    return (target == .vllm ? "structured_outputs" : "response_format", writer.bytes)
  }

  private mutating func choice(_ choices: [String]) -> (String, [UInt8]?) {
    guard target == .vllm else {
      note(.lost, "guided_choice", "a choice of texts is not supported: left out")
      return ("response_format", nil)
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.array("choice", of: choices) { writer, choice in writer.string(choice) }
    writer.endObject()
    return ("structured_outputs", writer.bytes)
  }
}
