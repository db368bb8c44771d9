import AdhereJudging

/// The parts of a trace beside its output.
extension Redactor {
  func string(_ text: inout String?, _ found: inout Findings) {
    guard let old = text else { return }
    text = string(old, &found)
  }

  private func bytes(_ text: inout [UInt8], _ found: inout Findings) {
    text = jsonOrText(text, &found) ?? text
  }

  func request(_ request: inout Trace.Request, _ found: inout Findings) {
    json(&request.messages, &found)
    json(&request.prompt, &found)
    json(&request.parameters, &found)
    json(&request.toolChoice, &found)
    cached(&request.schema, &found)
    cached(&request.tools, &found)
  }

  /// What traces are found and counted by.
  func labels(_ trace: inout Trace, _ found: inout Findings) {
    trace.id = string(trace.id, &found)
    json(&trace.recordID, &found)
    string(&trace.session, &found)
    string(&trace.provider, &found)
    string(&trace.model, &found)
    string(&trace.finishReason, &found)
    string(&trace.rights.licence, &found)
  }

  /// Repairs, violations, warnings and the reason: they quote the output, and point into it.
  func findings(_ trace: inout Trace, _ found: inout Findings) {
    for i in trace.repairs.indices { repair(&trace.repairs[i], &found) }
    for i in trace.violations.indices {
      var violation = trace.violations[i]
      violation.instancePath = string(violation.instancePath, &found)
      violation.schemaPath = string(violation.schemaPath, &found)
      violation.message = string(violation.message, &found)
      var params: [UInt8]? = violation.params
      json(&params, &found)
      violation.params = params ?? violation.params
      trace.violations[i] = violation
    }
    for i in trace.warnings.indices {
      trace.warnings[i].message = string(trace.warnings[i].message, &found)
    }
    guard var reason = trace.reason else { return }
    reason.message = string(reason.message, &found)
    string(&reason.help, &found)
    for i in reason.rivals.indices {
      bytes(&reason.rivals[i].value, &found)
      reason.rivals[i].why = string(reason.rivals[i].why, &found)
      for j in reason.rivals[i].edits.indices { repair(&reason.rivals[i].edits[j], &found) }
    }
    trace.reason = reason
  }

  private func repair(_ repair: inout RepairRecord, _ found: inout Findings) {
    string(&repair.path, &found)
    bytes(&repair.before, &found)
    bytes(&repair.after, &found)
  }
}
