import AdhereJSON
package import AdhereJudging
package import AdhereRepair
package import AdhereSchema
import AdhereWire
import Synchronization

/// Judges outputs of traces again, each under what its own request asked and its own policy.
///
/// May be used by several threads at once; one that judges many is quicker with its own.
package final class TraceJudge: Sendable {
  private let policy: Policy
  private let schemaOptions: SchemaOptions
  private let contracts = Mutex<[[UInt8]: Contract]>([:])

  /// - Parameters:
  ///   - policy: permitted repairs where a trace names no policy.
  ///   - schemaOptions: how schemas are read.
  package init(policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()) {
    self.policy = policy
    self.schemaOptions = schemaOptions
  }

  /// The verdict of this version on a trace's output.
  package func judge(_ trace: Trace) -> Judgement {
    let output =
      switch trace.raw {
      case .text(let text):
        Output(
          .text(text), finishReason: trace.finishReason,
          prompt: UserWords.of(prompt: trace.request.prompt, messages: trace.request.messages))
      case .calls: Output(.calls(trace.nativeCalls ?? []), finishReason: trace.finishReason)
      case .none: Output(.text([]), finishReason: trace.finishReason)
      }
    return contract(trace).judge(output)
  }

  private func contract(_ trace: Trace) -> Contract {
    let choice = trace.request.toolChoice ?? []
    let source = (trace.surface == .tool ? trace.request.tools : trace.request.schema) ?? []
    let policy = trace.policy.map(Policy.init) ?? policy
    var key = Array("\(trace.surface.rawValue) \(trace.form ?? "")".utf8) + choice + [0] + source
    // With the trace's own policy: a rule that is off by default may have repaired the output.
    if let record = trace.policy {
      key += Array("\u{0}\(record.tier) \(record.allow) \(record.deny)".utf8)
    }
    if let known = contracts.withLock({ [key] in $0[key] }) { return known }
    var compiled = compile(trace.surface, source, choice, policy)
    compiled.form = trace.form.flatMap(Form.init)
    contracts.withLock { [key, compiled] contracts in
      if contracts.count >= 64 { contracts.removeAll(keepingCapacity: true) }
      contracts[key] = compiled
    }
    return compiled
  }

  private func compile(
    _ surface: Contract.Surface, _ source: [UInt8], _ choice: [UInt8], _ policy: Policy
  ) -> Contract {
    let any = Contract(any: surface, policy: policy)
    guard !source.isEmpty, source != Array("null".utf8) else { return any }
    if surface == .json {
      return (try? Contract(schema: source, policy: policy, options: schemaOptions)) ?? any
    }
    let wanted =
      (try? JSONDocument(choice))?.withTape {
        $0.kind(0) == .null ? nil : try? ToolChoice($0, at: 0)
      }
      ?? .auto
    return
      (try? Contract(tools: source, choice: wanted, policy: policy, options: schemaOptions)) ?? any
  }
}
