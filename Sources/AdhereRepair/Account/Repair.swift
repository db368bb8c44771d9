/// One change that was made to an output: an edit of the raw bytes, and why.
///
///     // {'a': 1}
///     repair.rule.id      // "single-quotes"
///     repair.span         // 1..<2
///     repair.before       // '
///     repair.after        // "
///     repair.path         // "/a"
///
/// The repairs of an output are in order and do not overlap: replacing each `span` of the raw
/// bytes by its `after` gives what was emitted. Nothing else is changed.
public struct Repair: Sendable, Equatable, CustomStringConvertible {
  /// The rule that called for it.
  public var rule: Rule
  /// Other rules that had a hand in the same bytes, earlier ones first.
  public var with: [Rule]
  /// JSON Pointer (RFC 6901) of the value in the emitted output, where there is one.
  public var path: String?
  /// Byte offsets into the raw output.
  public var span: Range<Int>
  /// The raw bytes of the span.
  public var before: [UInt8]
  /// The bytes that take their place.
  public var after: [UInt8]
  /// For outputs that came as calls: which call's arguments the span counts in.
  public var call: Int?

  /// A repair as its parts; see the properties of these names.
  public init(
    rule: Rule, with: [Rule] = [], path: String? = nil, span: Range<Int>, before: [UInt8],
    after: [UInt8], call: Int? = nil
  ) {
    self.rule = rule
    self.with = with
    self.path = path
    self.span = span
    self.before = before
    self.after = after
    self.call = call
  }

  /// The rules, where, and the change: `single-quotes at /a, bytes 1-2: ' -> "`.
  public var description: String {
    let rules = ([rule] + with).map(\.id).joined(separator: "+")
    let place = path.map { " at \($0.isEmpty ? "the root" : $0)" } ?? ""
    return "\(rules)\(place), bytes \(span.lowerBound)-\(span.upperBound): "
      + "\(Repair.shown(before)) -> \(Repair.shown(after))"
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    let most = 60
    return String(decoding: bytes.prefix(most), as: UTF8.self) + (bytes.count > most ? "…" : "")
  }

  /// The highest tier of the rules involved.
  public var tier: Tier { with.reduce(rule.tier) { max($0, $1.tier) } }
}
