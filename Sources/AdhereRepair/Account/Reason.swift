/// Why an output is not handed on: what stood against it, where, and what would help.
///
///     judgement.outcome              // .truncated
///     judgement.reason?.code         // cut-off
///     judgement.reason?.span         // 14..<22
///     judgement.reason?.message      // the text ends inside a value
///     judgement.reason?.help         // a higher limit of tokens, or --allow close-truncated …
///
/// Every output that is not handed on has one; an output that is handed on has none.
public struct Reason: Sendable, Equatable {
  /// The stable name of the kind.
  public var code: ReasonCode
  /// Byte offsets into the raw output, or into the arguments of ``call``; nil where no place is
  /// known, or the whole output is meant.
  public var span: Range<Int>?
  /// For outputs that came as calls: which call's arguments the span counts in, from 0.
  public var call: Int?
  /// What stood against the output: one plain sentence without its full stop.
  public var message: String
  /// What would help: a flag, a longer limit, a schema that says more. Nil where nothing is known.
  public var help: String?
  /// The rule that would have done it and that the policy denies; of several the first.
  public var rule: Rule?

  /// A reason as its parts; see the properties of these names.
  public init(
    _ code: ReasonCode, at span: Range<Int>? = nil, call: Int? = nil, _ message: String,
    help: String? = nil, rule: Rule? = nil
  ) {
    self.code = code
    self.span = span
    self.call = call
    self.message = message
    self.help = help
    self.rule = rule
  }
}

extension Reason {
  /// The same reason of the arguments of a call.
  func ofCall(_ number: Int) -> Reason {
    var copy = self
    copy.call = number
    return copy
  }

  /// The same reason with the rules that the policy denies and that would have done it. They are
  /// named as flags, in the order in which rules are declared; many of them by their tier.
  func needing(_ rules: RuleSet) -> Reason {
    let mostNamed = 3
    let rules = rules.rules
    guard let first = rules.first, let tier = rules.map(\.tier).max() else { return self }
    var flags =
      rules.count > mostNamed
      ? "--repair \(tier.rawValue)" : rules.map { "--allow \($0.id)" }.joined(separator: " ")
    // What such a rule makes of a text need not be what was meant.
    if tier == .guess { flags += " (a guess)" }
    var copy = self
    copy.rule = first
    copy.help = help.map { "\($0), or \(flags)" } ?? flags
    return copy
  }
}

// MARK: - Reasons that several rooms and readers give

extension Reason {
  /// Nothing in the text looks like what was asked.
  package static func noValue(_ message: String) -> Reason { Reason(.noValue, message) }

  /// The text ends inside a value or a call.
  package static func cutOff(at span: Range<Int>? = nil, of what: String = "a value") -> Reason {
    Reason(
      .cutOff, at: span, "the text ends inside \(what)",
      help: "a higher limit of tokens")
  }

  /// The text is the beginning of a stream, whose value is not complete yet.
  static func goesOn(from place: Int) -> Reason {
    Reason(.cutOff, at: place..<place, "the text is the beginning of a value")
  }

  /// The text cannot be read for a rule that is denied.
  package static func denied(_ rules: RuleSet, at span: Range<Int>? = nil) -> Reason {
    let ids = rules.rules.map(\.id).joined(separator: ", ")
    return Reason(.deniedRule, at: span, "to read it takes what the policy denies: \(ids)")
      .needing(rules)
  }

  /// The text is broken in more places than are mended.
  static let tooManyChanges = Reason(
    .tooManyEdits,
    "more than \(RelaxedReader.mostChanges) changes would have to be made and accounted for",
    help: "an answer in parts")

  /// The text is longer than what is judged.
  ///
  /// - Parameter help: what raises the limit, where something does.
  package static func tooLong(_ count: Int, limit: Int, help: String? = nil) -> Reason {
    Reason(.tooLong, "\(count) bytes are more than the limit of \(limit)", help: help)
  }
}
