import AdhereJudging
import AdhereSchema
import AdhereJSON
import Testing

/// Law 1: an output that conforms is passed on byte for byte.
enum NoHarm: Law {
  static let name = "no harm"

  static func problem(_ trial: Trial) -> String? {
    guard trial.output.finishReason == nil else { return nil }
    let judgement = trial.judged()
    let conforming = conformingEmission(trial)
    if let conforming {
      if judgement.outcome != .valid { return "conforms, and is called \(judgement.outcome)" }
      if !judgement.repairs.isEmpty { return "conforms, and has repairs" }
      switch conforming {
      case .value(let bytes):
        if judgement.value != bytes { return "conforms, and its bytes were changed" }
      case .calls(let calls):
        if judgement.calls != calls { return "conforms, and its calls were changed" }
      }
    } else if judgement.outcome == .valid, !trial.terms.isTool {
      return "does not conform, and is called valid"
    }
    return nil
  }

  private enum Emission {
    case value([UInt8])
    case calls([ToolCall])
  }

  /// What is to be passed on, by a strict reading; nil where the output does not conform.
  private static func conformingEmission(_ trial: Trial) -> Emission? {
    switch trial.output.raw {
    case .calls(let calls):
      return !calls.isEmpty && trial.terms.asksForNoOther(calls)
        && calls.allSatisfy { conforms($0, trial) } ? .calls(calls) : nil
    case .text(let text):
      guard let document = try? JSONDocument(text) else { return nil }
      if !trial.terms.isTool {
        let conforms = document.withTape { trial.terms.schema?.isValid($0) ?? true }
        return conforms ? .value(text) : nil
      }
      let calls = document.withTape { native($0) }
      guard let calls, !calls.isEmpty, trial.terms.asksForNoOther(calls),
        calls.allSatisfy({ conforms($0, trial) })
      else { return nil }
      return .calls(calls)
    }
  }

  private static func conforms(_ call: ToolCall, _ trial: Trial) -> Bool {
    guard let document = try? JSONDocument(call.arguments) else { return false }
    return document.withTape { tape in
      guard tape.kind(0) == .object else { return false }
      guard let tools = trial.terms.tools else { return true }
      guard let tool = tools.first(where: { $0.name == call.name }) else { return false }
      return tool.schema?.isValid(tape) ?? true
    }
  }

  /// The calls of `[{"name":…,"arguments":{…}}]` or of a single such object.
  private static func native(_ tape: Tape) -> [ToolCall]? {
    let nodes = tape.kind(0) == .array ? Array(tape.children(of: 0)) : [0]
    var calls: [ToolCall] = []
    for node in nodes {
      guard tape.kind(node) == .object, tape.count(of: node) == 2,
        let name = tape.member("name", of: node), tape.kind(name) == .string,
        let arguments = tape.member("arguments", of: node), tape.kind(arguments) == .object
      else { return nil }
      calls.append(
        ToolCall(
          name: String(decoding: StringText.decode(tape, name), as: UTF8.self),
          arguments: Array(tape.source(arguments))))
    }
    return calls
  }
}

@Suite struct NoHarmTests {
  @Test(.timeLimit(.minutes(40))) func `conforming outputs are passed on byte for byte`() {
    Campaign(law: NoHarm.self, share: 0.15, mutations: 0...2).run()
  }

  @Test func `the checker sees a broken law`() throws {
    try BrokenJudge.expectCaught(by: NoHarm.self, on: "{\"a\" : 1.10 }") { judgement in
      judgement.value = judgement.value.map { $0.filter { $0 != 0x20 } }
    }
    try BrokenJudge.expectCaught(by: NoHarm.self, on: "{\"a\":1}") { judgement in
      judgement.outcome = .repaired
    }
    try BrokenJudge.expectCaught(by: NoHarm.self, on: "{\"a\":\"x\"}") { judgement in
      judgement.outcome = .valid
    }
  }
}
