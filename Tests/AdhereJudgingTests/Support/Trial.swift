import AdhereTestSupport
import AdhereJudging
import AdhereWire
import Foundation
import AdhereSchema
import AdhereJSON
import AdhereRepair

/// One output, what was asked for, and the judge on trial.
struct Trial {
  typealias Judge = (Contract, Output) -> Judgement

  /// What was asked for, in a form that a second reading of the rules can use.
  struct Terms {
    var contract: Contract
    /// The schema of the json surface; nil where any JSON conforms.
    var schema: CompiledSchema?
    /// Offered tools and their schemas; nil on the json surface, or where any call counts.
    var tools: [(name: String, schema: CompiledSchema?)]?
    /// The tool that is due, if one is.
    var chosen: String?
    /// Text of the schema or of the tool list, for messages.
    var text: String

    var isTool: Bool { contract.surface == .tool }

    init(schema: String, policy: Policy = Policy()) throws {
      contract = try Contract(schema: Array(schema.utf8), policy: policy)
      self.schema = try CompiledSchema(JSONDocument(Array(schema.utf8)))
      text = schema
    }

    init(tools list: String, choice: ToolChoice = .auto, policy: Policy = Policy()) throws {
      contract = try Contract(tools: Array(list.utf8), choice: choice, policy: policy)
      let document = try JSONDocument(Array(list.utf8))
      let table = ToolTable(document)
      tools = try table.tools.map { tool in
        (
          String(decoding: tool.name, as: UTF8.self),
          try tool.schema.map { try CompiledSchema(document, at: $0) }
        )
      }
      if case .tool(let name) = choice { chosen = name }
      text = list
    }

    /// No tool is due, or these calls are of that one.
    func asksForNoOther(_ calls: [ToolCall]) -> Bool {
      chosen == nil || calls.allSatisfy { $0.name == chosen }
    }

    init(any surface: Contract.Surface, policy: Policy = Policy()) {
      contract = Contract(any: surface, policy: policy)
      text = "any \(surface.rawValue)"
    }
  }

  var terms: Terms
  var output: Output
  var judge: Judge = { $0.judge($1) }

  init(_ terms: Terms, _ output: Output) {
    self.terms = terms
    self.output = output
  }

  init(_ terms: Terms, _ text: [UInt8]) { self.init(terms, Output(.text(text))) }

  func judged() -> Judgement {
    if let file = Trial.last { try? Data(("\(shown)\n\(terms.text)\n").utf8).write(to: file) }
    return judge(terms.contract, output)
  }

  /// `ADHERE_LAST=FILE` keeps the output that is being judged, so that one that crashes or
  /// hangs the judge can be found (run a single test then).
  private static let last = ProcessInfo.processInfo.environment["ADHERE_LAST"]
    .map { URL(fileURLWithPath: $0) }

  /// The output as text, or as a list of calls, for messages.
  var shown: String {
    switch output.raw {
    case .text(let text): text.shown.debugDescription
    case .calls(let calls):
      "[" + calls.map { "\($0.name)(\($0.arguments.shown))" }.joined(separator: ", ") + "]"
    }
  }
}
