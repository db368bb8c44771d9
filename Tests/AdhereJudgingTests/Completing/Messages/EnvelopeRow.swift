import AdhereJudging

/// An answer of the Messages API, what is asked of it, and what has to come out.
struct EnvelopeRow: Sendable, CustomStringConvertible {
  var name: String
  var contract: CompletionContract
  var body: String
  var outcome: Outcome
  /// As `name(arguments)`.
  var calls: [String]?
  var value: String?
  /// Everything else stays byte for byte.
  var changes: [(old: String, new: String)]

  init(
    _ name: String, _ contract: CompletionContract, _ body: String, _ outcome: Outcome,
    calls: [String]? = nil, value: String? = nil, _ changes: (String, String)...
  ) {
    self.name = name
    self.contract = contract
    self.body = body
    self.outcome = outcome
    self.calls = calls
    self.value = value
    self.changes = changes.map { (old: $0.0, new: $0.1) }
  }

  var description: String { name }

  /// The body with the changes.
  var envelope: String {
    changes.reduce(body) { $0.replacing($1.old, with: $1.new, maxReplacements: 1) }
  }

  var isStream: Bool { body.hasPrefix("event:") }
}
