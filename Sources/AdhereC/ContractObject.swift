import AdhereFilter
import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereSchema
import AdhereWire

/// What outputs have to be, with the options that its judges share. Never changes, so any thread may
/// use it.
final class ContractObject: Sendable {
  /// Of texts and calls; nil where a request asks for both kinds, or for neither.
  let contract: Contract?
  /// Of whole answers; nil takes ``contract``.
  let completion: CompletionContract?
  let counts: Bool
  let mode: StreamJudge.Mode
  let abortPolicy: AbortPolicy

  /// - Parameters:
  ///   - source: the schema, the list of tools, or the body of a request, JSON; empty for any JSON.
  ///   - options: a JSON object, see `adhere.h`; empty for the defaults.
  init(_ source: [UInt8], _ options: [UInt8]) throws(InputError) {
    let settings = try Settings(options)
    let policy = settings.policy
    counts = settings.counts
    mode = settings.mode
    abortPolicy = settings.abortPolicy
    let schemaOptions = SchemaOptions(assertFormats: settings.assertFormats)
    switch settings.kind {
    case .any, .anyCall:
      var any = Contract(any: settings.kind == .any ? .json : .tool, policy: policy)
      if settings.kind == .anyCall { any.form = settings.form }
      contract = any
      completion = nil
    case .schema:
      contract = try Contract(schema: source, policy: policy, options: schemaOptions)
      completion = nil
    case .tools:
      var tools = try Contract(
        tools: source, choice: settings.choice, policy: policy, options: schemaOptions)
      tools.form = settings.form
      contract = tools
      completion = nil
    case .request:
      var whole = try CompletionContract(
        request: ChatRequest(source), policy: policy, options: schemaOptions)
      whole.tools?.form = settings.form
      contract = whole.tools == nil ? whole.content : whole.content == nil ? whole.tools : nil
      completion = whole
    }
  }

  func makeJudge() -> OutputJudge {
    OutputJudge(contract: contract, completion: completion, counts: counts)
  }
}
