import AdhereTestSupport
import AdhereJudging
import AdhereSchema
import AdhereRepair

/// A law of the product, as a question to one output: nil where it holds, else what is wrong.
///
/// The laws hold for every policy. Each has a file of its own with its checker, the property
/// test, and the proof that the checker sees a judge that breaks the law.
protocol Law: SendableMetatype {
  static var name: String { get }
  static func problem(_ trial: Trial) -> String?
}

/// All laws that one output can be asked about. Time is not among them.
let everyLaw: [any Law.Type] = [
  NoHarm.self, Deterministic.self, Idempotent.self, CompleteAccount.self, NothingInvented.self,
  NothingRewritten.self, SecondOpinionLaw.self, SaysWhy.self,
]

extension Judgement {
  /// Everything it says, in words: equal where two judgements are the same.
  var digest: String {
    var parts = [outcome.rawValue]
    parts.append(value.map { $0.shown } ?? "-")
    parts.append(calls.map { $0.map(\.shown).joined(separator: ";") } ?? "-")
    for repair in repairs {
      parts.append(
        "\(repair.rule.id) \(repair.with.map(\.id)) \(repair.path ?? "-") \(repair.span) "
          + "\(repair.before) \(repair.after) \(repair.call ?? -1)")
    }
    for violation in violations {
      parts.append("\(violation.instancePath) \(violation.schemaPath) \(violation.message)")
    }
    parts.append(reason.map { "\($0)" } ?? "-")
    for warning in warnings { parts.append("\(warning.code.rawValue) \(warning.message)") }
    return parts.joined(separator: "\n")
  }

  /// What is passed on: one text on the json surface, a list of calls as text on the other.
  var emitted: [UInt8]? {
    guard outcome == .valid || outcome == .repaired else { return nil }
    if let value { return value }
    guard let calls else { return nil }
    var out: [UInt8] = Array("[".utf8)
    for (index, call) in calls.enumerated() {
      if index > 0 { out += Array(",".utf8) }
      out += Array((#"{"name":"# + JSONTree.quoted(call.name) + #","arguments":"#).utf8)
      out += call.arguments + Array("}".utf8)
    }
    return out + Array("]".utf8)
  }
}

extension Trial {
  /// The bytes that the account is about, with the number of the call they belong to.
  var raws: [[UInt8]] {
    switch output.raw {
    case .text(let text): [text]
    case .calls(let calls): calls.map(\.arguments)
    }
  }

  /// The same question about another output.
  func with(_ output: Output) -> Trial {
    var copy = self
    copy.output = output
    return copy
  }
}
