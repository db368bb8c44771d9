import Synchronization
import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereWire

/// Judging a redacted output again.
extension Redactor {
  /// Judges the redacted output; nil where its outcome is the same as before.
  func judge(_ trace: inout Trace) -> Outcome? {
    guard trace.outcome != .error, trace.outcome != .refused else {
      (trace.value, trace.calls, trace.repairs, trace.violations) = (nil, nil, [], [])
      trace.reason = trace.reason?.withoutWords
      return nil
    }
    let output =
      switch trace.raw {
      case .text(let text):
        Output(
          .text(text), finishReason: trace.finishReason,
          prompt: UserWords.of(prompt: trace.request.prompt, messages: trace.request.messages))
      case .calls: Output(.calls(trace.nativeCalls ?? []), finishReason: trace.finishReason)
      case .none: Output(.text([]), finishReason: trace.finishReason)
      }
    let judgement = contract(trace).judge(output)
    let (outcome, reason) = (trace.outcome, trace.reason)
    trace.take(judgement)
    trace.outcome = outcome
    // It says why the output failed, not why its redacted form does.
    if trace.reason?.code != reason?.code { trace.reason = reason?.withoutWords }
    return judgement.outcome == outcome ? nil : judgement.outcome
  }

  private func contract(_ trace: Trace) -> Contract {
    let choice = trace.request.toolChoice ?? []
    let source = (trace.surface == .tool ? trace.request.tools : trace.request.schema) ?? []
    let policy = trace.policy.map(Policy.init) ?? policy
    var key = Array(trace.surface.rawValue.utf8) + choice + [0] + source
    // With the trace's own policy: a rule that is off by default may have repaired the output.
    if let record = trace.policy {
      key += Array("\u{0}\(record.tier) \(record.allow) \(record.deny)".utf8)
    }
    if let known = cache.withLock({ [key] in $0.contracts[key] }) { return known }
    let compiled = compile(trace.surface, source, choice, policy)
    cache.withLock { [key] cache in
      if cache.contracts.count >= 64 { cache.contracts.removeAll(keepingCapacity: true) }
      cache.contracts[key] = compiled
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

extension ReasonRecord {
  /// The reason without anything that may quote the output or its provider.
  fileprivate var withoutWords: ReasonRecord {
    ReasonRecord(code: code, message: "left out with what was redacted", rule: rule)
  }
}
