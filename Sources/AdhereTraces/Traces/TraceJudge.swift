import AdhereJSON
package import AdhereJudging
package import AdhereRepair
package import AdhereSchema
package import AdhereWire
import Synchronization

/// Judges outputs of traces again, each under what its own request asked and its own policy.
///
/// May be used by several threads at once; one that judges many is quicker with its own.
package final class TraceJudge: Sendable {
  private let policy: Policy
  private let schemaOptions: SchemaOptions
  private let contracts = Mutex<[[UInt8]: Result<Contract, InputError>]>([:])

  /// - Parameters:
  ///   - policy: permitted repairs where a trace names no policy.
  ///   - schemaOptions: how schemas are read.
  package init(policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()) {
    self.policy = policy
    self.schemaOptions = schemaOptions
  }

  /// The verdict of this version on a trace's output: `error` where its request or its calls cannot
  /// be read, since they say nothing of the output.
  package func judge(_ trace: Trace) -> Judgement {
    let contract: Contract
    do throws(InputError) {
      contract = try self.contract(trace)
    } catch {
      return Judgement(.error, reason: .badRecord(error.message))
    }
    let output: Output? =
      switch trace.raw {
      case .text(let text):
        Output(
          .text(text), finishReason: trace.finishReason,
          prompt: UserWords.of(prompt: trace.request.prompt, messages: trace.request.messages))
      case .calls: trace.nativeCalls.map { Output(.calls($0), finishReason: trace.finishReason) }
      case .none: Output(.text([]), finishReason: trace.finishReason)
      }
    guard let output else {
      return Judgement(.error, reason: .badRecord("the raw output is no list of calls"))
    }
    return contract.judge(output)
  }

  /// What a trace's request asks of its output.
  ///
  /// - Throws: `InputError` where the schema, a tool or the form cannot be read.
  package func contract(_ trace: Trace) throws(InputError) -> Contract {
    let choice = trace.request.toolChoice ?? []
    let source = (trace.surface == .tool ? trace.request.tools : trace.request.schema) ?? []
    let policy = trace.policy.map(Policy.init) ?? policy
    var key = Array("\(trace.surface.rawValue) \(trace.form ?? "")".utf8) + choice + [0] + source
    // With the trace's own policy: a rule that is off by default may have repaired the output.
    if let record = trace.policy {
      key += Array("\u{0}\(record.tier) \(record.allow) \(record.deny)".utf8)
    }
    if let known = contracts.withLock({ [key] in $0[key] }) { return try known.get() }
    let compiled = Result { () throws(InputError) in
      var contract = try compile(trace.surface, source, choice, policy)
      if let form = trace.form {
        guard let known = Form(rawValue: form) else {
          throw InputError(Form.unknown(form))
        }
        contract.form = known
      }
      return contract
    }
    contracts.withLock { [key, compiled] contracts in
      if contracts.count >= 64 { contracts.removeAll(keepingCapacity: true) }
      contracts[key] = compiled
    }
    return try compiled.get()
  }

  private func compile(
    _ surface: Contract.Surface, _ source: [UInt8], _ choice: [UInt8], _ policy: Policy
  ) throws(InputError) -> Contract {
    guard !source.isEmpty, source != Array("null".utf8) else {
      return Contract(any: surface, policy: policy)
    }
    if surface == .json {
      return try Contract(schema: source, policy: policy, options: schemaOptions)
    }
    return try Contract(
      tools: source, choice: TraceJudge.choice(choice), policy: policy, options: schemaOptions,
      spares: true)
  }

  private static func choice(_ json: [UInt8]) throws(InputError) -> ToolChoice {
    guard !json.isEmpty else { return .auto }
    let document = try InputError.document(json, "tool_choice")
    defer { withExtendedLifetime(document) {} }
    return document.tape.kind(0) == .null ? .auto : try ToolChoice(value: 0, in: document.tape)
  }
}
