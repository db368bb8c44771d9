import AdhereTraces
import AdhereJudging
import AdhereSchema
import AdhereJSON

/// Decides what of a trace may be trained on, and in which role: the answer to learn, the answer to
/// reject, or the request alone.
final class Admission {
  private let options: AdmissionOptions
  private let lists: ToolListCache
  private let schemas = SchemaCache()
  private let parser = ScratchParser()
  private let second = ScratchParser()
  private let proof = Proof()

  init(_ options: AdmissionOptions) {
    self.options = options
    lists = ToolListCache(renames: options.renamesTools)
  }

  /// The rows a trace gives that may be used: one as a rule, of KTO up to two.
  ///
  /// - Throws: ``Refusal`` where it gives none.
  func examples(_ trace: Trace, for kind: Target.Kind) throws(Refusal) -> [Example] {
    if let outcome = trace.redaction?.outcome, trace.outcome.isSuccess, !outcome.isSuccess {
      throw Refusal(.redactionBroke)
    }
    let messages = try ConversationReader.read(trace.request, parser)
    let tools = try tools(of: trace)
    var example = Example(
      origin: .failed, messages: messages, tools: tools, failure: Self.failure(trace))
    switch kind {
    case .supervised:
      try learn(trace, &example)
      return [example]
    case .preference:
      let rejected = try RejectedAnswer(trace, parser)
      try learn(trace, &example)
      try reject(rejected, trace, &example)
      return [example]
    case .unpaired: return try unpaired(trace, example)
    case .evaluation, .reinforcement:
      // The expected answer is a help, not a condition.
      if trace.outcome == .refused { throw Refusal(.refused) }
      if trace.outcome == .error { throw Refusal(.providerError) }
      try? learn(trace, &example)
      return [example]
    }
  }

  // MARK: - Rights

  /// Whether the trace may be used at all, as it came.
  func rights(_ trace: Trace) throws(Refusal) {
    if trace.rights.consent == false { throw Refusal(.consent) }
    if options.requiresConsent, trace.rights.consent != true { throw Refusal(.consent) }
    if let until = trace.rights.retainUntil, until <= options.asOf { throw Refusal(.retention) }
    if !options.licences.isEmpty {
      guard let licence = trace.rights.licence, options.licences.contains(licence) else {
        throw Refusal(.licence, trace.rights.licence ?? "none")
      }
    }
    if options.requiresRedaction, trace.redaction?.state != .done { throw Refusal(.redactionOff) }
  }

  // MARK: - Tools

  private func tools(of trace: Trace) throws(Refusal) -> ToolList? {
    guard let json = trace.request.tools, json != Array("null".utf8), json != Array("[]".utf8)
    else {
      if trace.surface == .tool { throw Refusal(.toolsUnknown) }
      return nil
    }
    return try lists.list(json)
  }

  // MARK: - Answers

  private func learn(_ trace: Trace, _ example: inout Example) throws(Refusal) {
    let answer = try Answer(trace, options, proof, second)
    if let most = options.maximumCalls, answer.message.calls.count > most {
      throw Refusal(.parallelCalls)
    }
    if trace.surface == .json { try conform(answer.message, trace) }
    if let content = answer.message.content, trace.surface == .tool,
      UnreadCall.find(in: content, tools: example.tools, second) != nil
    {
      throw Refusal(.unreadCall)
    }
    example.answer = answer.message
    example.origin = answer.origin
  }

  /// Content of the json surface is text in the row, which no check of rows looks into.
  private func conform(_ message: Message, _ trace: Trace) throws(Refusal) {
    guard let content = message.content, let tape = second.parse(content) else {
      throw Refusal(.emptyAnswer)
    }
    let value = StringText.decode(tape, 0)
    guard let tape = second.parse(value), second.duplicateKey == nil else {
      throw Refusal(.row, "json")
    }
    guard let text = trace.request.schema else { return }
    do throws(SchemaCache.Failure) {
      guard try schemas.schema(for: text).isValid(tape) else {
        throw .notJSON(.init(code: .empty, offset: 0))
      }
    } catch { throw Refusal(.row, "gap-schema") }
  }

  private func reject(
    _ rejected: RejectedAnswer, _ trace: Trace, _ example: inout Example
  ) throws(Refusal) {
    if let answer = example.answer {
      if RejectedAnswer.same(answer, rejected.message, second) { throw Refusal(.sameAnswer) }
      if example.origin == .repaired, RejectedAnswer.isMarkupOnly(trace) {
        throw Refusal(.markupOnly)
      }
    }
    if let most = options.maximumCalls, rejected.message.calls.count > most {
      throw Refusal(.parallelCalls)
    }
    example.rejected = rejected.message
  }

  private func unpaired(_ trace: Trace, _ base: Example) throws(Refusal) -> [Example] {
    var examples: [Example] = []
    var refusal: Refusal?
    var wanted = base
    do throws(Refusal) {
      try learn(trace, &wanted)
      examples.append(wanted)
    } catch { refusal = error }
    do throws(Refusal) {
      let rejected = try RejectedAnswer(trace, parser)
      var unwanted = base
      unwanted.label = false
      unwanted.answer = wanted.answer
      unwanted.origin = wanted.origin
      try reject(rejected, trace, &unwanted)
      unwanted.origin = .failed
      examples.append(unwanted)
    } catch {
      if examples.isEmpty { throw refusal ?? error }
    }
    return examples
  }

  /// A name for what was wrong, to count and to cap by.
  static func failure(_ trace: Trace) -> String {
    if let repair = trace.repairs.first { return repair.rule }
    if let violation = trace.violations.first { return violation.keyword }
    return trace.outcome.rawValue
  }
}
