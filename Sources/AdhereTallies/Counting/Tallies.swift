import AdhereSchema
import AdhereBytes
public import AdhereJudging
public import AdherePlatform
import AdhereRepair

/// Counts of judged outputs, by series and hour. Those of several threads, processes or machines
/// add up to the truth: `a += b`.
///
///     var tallies = Tallies()
///     tallies.count(judgement, Series(provider: "together", model: "m", surface: .json))
///
/// The values of each label are bounded (``limit``); what comes after them is counted under
/// `other`, so that a hostile stream cannot fill the memory.
public struct Tallies: Sendable, Equatable {
  /// A series in one hour.
  public struct Key: Hashable, Sendable {
    /// Hours since 1970-01-01T00:00:00Z.
    public var hour: Int
    /// What the outputs have in common.
    public var series: Series

    /// - Parameters:
    ///   - hour: hours since 1970-01-01T00:00:00Z.
    ///   - series: what the outputs have in common.
    public init(hour: Int, series: Series) {
      self.hour = hour
      self.series = series
    }
  }

  /// What happened beside the outputs. May gain cases in later versions.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Event: String, Sendable, CaseIterable {
    /// A request was repeated, because the output did not conform.
    case reask
    /// A request was repeated, because the provider failed.
    case retry
    /// A stream was ended before its end.
    case abort
  }

  /// Events of one kind in one hour.
  public struct EventKey: Hashable, Sendable {
    /// Hours since 1970-01-01T00:00:00Z.
    public var hour: Int
    /// What happened.
    public var event: Event
    /// The provider; empty where it is not known.
    public var provider: String
    /// Why, in one word.
    public var reason: String

    /// - Parameters:
    ///   - hour: hours since 1970-01-01T00:00:00Z.
    ///   - event: what happened.
    ///   - provider: empty where it is not known.
    ///   - reason: why, in one word.
    public init(hour: Int, event: Event, provider: String, reason: String) {
      self.hour = hour
      self.event = event
      self.provider = provider
      self.reason = reason
    }
  }

  /// Counts the values of a label beyond the limit.
  public static let other = "other"

  /// Most different values of a label.
  public let limit: Int
  /// The counts of each series and hour, in the order in which they came.
  public private(set) var entries: [(key: Key, counts: Counts)] = []
  /// How often each event happened.
  public private(set) var events: [EventKey: Int] = [:]
  /// Places replaced before traces were written, by rule.
  public private(set) var redactions: [String: Int] = [:]
  private var index: [Key: Int] = [:]
  private var values: [Label: Set<String>] = [:]

  private enum Label { case provider, model, tool, path, reason }

  /// Nothing counted.
  ///
  /// - Parameter limit: most different values of a label.
  public init(limit: Int = 1000) { self.limit = limit }

  /// Nothing was counted.
  public var isEmpty: Bool { entries.isEmpty && events.isEmpty && redactions.isEmpty }

  /// Whether both hold the same counts, in any order.
  public static func == (a: Tallies, b: Tallies) -> Bool {
    a.events == b.events && a.redactions == b.redactions
      && Dictionary(a.entries.map { ($0.key, $0.counts) }, uniquingKeysWith: { x, _ in x })
        == Dictionary(b.entries.map { ($0.key, $0.counts) }, uniquingKeysWith: { x, _ in x })
  }

  /// The place of a series in ``entries``, made where there is none. Counting at a place is quick.
  package mutating func position(of key: Key) -> Int {
    if let found = index[key] { return found }
    let bounded = bound(key)
    let position: Int
    if let found = index[bounded] {
      position = found
    } else {
      position = entries.count
      entries.append((bounded, Counts()))
      index[bounded] = position
    }
    // Not the unbounded key: there is no end of those.
    return position
  }

  private mutating func bound(_ key: Key) -> Key {
    var key = key
    key.series.provider = bound(key.series.provider, .provider)
    key.series.model = bound(key.series.model, .model)
    key.series.tool = bound(key.series.tool, .tool)
    return key
  }

  private mutating func bound(_ value: String, _ label: Label) -> String {
    if values[label, default: []].contains(value) { return value }
    guard values[label, default: []].count < limit else { return Tallies.other }
    values[label, default: []].insert(value)
    return value
  }

  /// Number of outputs counted.
  public var outputs: Int { entries.reduce(0) { $0.counted(with: $1.counts.outputs) } }

  /// Counts outputs of one outcome, without violations and repairs.
  package mutating func count(_ outcome: Outcome, times: Int = 1, at position: Int) {
    entries[position].counts.outcomes[outcome.position] =
      entries[position].counts.outcomes[outcome.position].counted(with: times)
  }

  /// Counts durations of so many nanoseconds.
  package mutating func observe(_ nanoseconds: Int, times: Int = 1, at position: Int) {
    entries[position].counts.durations.observe(nanoseconds, times: times)
  }

  /// Adds to one step of the durations; `nanoseconds` is the sum of its durations.
  package mutating func add(step: Int, count: Int, nanoseconds: Int, at position: Int) {
    guard entries[position].counts.durations.counts.indices.contains(step) else { return }
    entries[position].counts.durations.counts[step] =
      entries[position].counts.durations.counts[step].counted(with: count)
    entries[position].counts.durations.sum =
      entries[position].counts.durations.sum.counted(with: nanoseconds)
  }

  /// Counts a judgement with its violations and repairs.
  package mutating func count(_ judgement: Judgement, at position: Int) {
    count(judgement.outcome, at: position)
    if let reason = judgement.reason { count(reason: reason.code.rawValue, at: position) }
    for violation in judgement.violations {
      count(violation: violation.keyword, path: violation.instancePath, at: position)
    }
    // Most rules repair many places of an output, such as its quotes.
    var first = 0
    while first < judgement.repairs.count {
      let repair = judgement.repairs[first]
      var end = first + 1
      while end < judgement.repairs.count, judgement.repairs[end].rule == repair.rule,
        judgement.repairs[end].tier == repair.tier
      { end += 1 }
      count(repair: repair.rule.id, tier: repair.tier.rawValue, times: end - first, at: position)
      first = end
    }
  }

  /// Counts a judgement with its violations and repairs.
  ///
  /// - Parameters:
  ///   - judgement: the verdict on an output.
  ///   - series: what it is counted under.
  ///   - time: when the output was judged; its hour counts.
  public mutating func count(_ judgement: Judgement, _ series: Series, at time: Timestamp = .now())
  {
    let place = position(of: Key(hour: time.hour, series: series))
    count(judgement, at: place)
  }

  /// Counts violations of a keyword.
  ///
  /// - Parameter path: JSON Pointer of the instance.
  package mutating func count(
    violation keyword: String, path: String, times: Int = 1, at position: Int
  ) {
    let path = bound(Tallies.pattern(of: path), .path)
    let key = Counts.ViolationKey(keyword: bound(keyword, .path), path: path)
    entries[position].counts.violations[key, default: 0].count(times)
  }

  /// Counts outputs that were not handed on, by the code of the reason.
  package mutating func count(reason code: String, times: Int = 1, at position: Int) {
    entries[position].counts.reasons[bound(code, .reason), default: 0].count(times)
  }

  /// Counts repairs by the rule of this id.
  package mutating func count(repair rule: String, tier: String, times: Int = 1, at position: Int) {
    let key = Counts.RepairKey(rule: bound(rule, .reason), tier: tier)
    entries[position].counts.repairs[key, default: 0].count(times)
  }

  /// Counts something that happened beside outputs.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - provider: empty where it is not known.
  ///   - reason: of a bounded set of words, such as a status or the name of an error.
  ///   - times: how often it happened.
  ///   - time: when it happened; its hour counts.
  public mutating func count(
    _ event: Event, provider: String = "", reason: String = "", times: Int = 1,
    at time: Timestamp = .now()
  ) {
    let key = EventKey(
      hour: time.hour, event: event, provider: bound(provider, .provider),
      reason: bound(reason, .reason))
    events[key, default: 0].count(times)
  }

  /// Counts places that a rule of redaction replaced.
  package mutating func count(redaction rule: String, times: Int = 1) {
    redactions[bound(rule, .reason), default: 0].count(times)
  }

  /// Adds the counts of another thread, process or machine.
  public static func += (a: inout Tallies, b: Tallies) {
    for (key, counts) in b.entries { a.add(counts, key) }
    for (key, count) in b.events {
      var key = key
      key.provider = a.bound(key.provider, .provider)
      key.reason = a.bound(key.reason, .reason)
      a.events[key, default: 0].count(count)
    }
    for (rule, count) in b.redactions { a.count(redaction: rule, times: count) }
  }

  /// Adds the counts of one series and hour.
  package mutating func add(_ counts: Counts, _ key: Key) {
    let place = position(of: key)
    var bounded = counts
    bounded.violations = [:]
    for (violation, count) in counts.violations {
      let key = Counts.ViolationKey(
        keyword: bound(violation.keyword, .path), path: bound(violation.path, .path))
      bounded.violations[key, default: 0].count(count)
    }
    bounded.reasons = [:]
    for (code, count) in counts.reasons {
      bounded.reasons[bound(code, .reason), default: 0].count(count)
    }
    entries[place].counts += bounded
  }

  /// The same counts with no more than `limit` values of a label, without the hours, and with
  /// labels that monitoring can read: values that differ in control characters alone are one.
  package func merged(limit: Int) -> Tallies {
    var result = Tallies(limit: limit)
    for (key, counts) in entries {
      var series = key.series
      series.provider = Tallies.printable(series.provider)
      series.model = Tallies.printable(series.model)
      series.tool = Tallies.printable(series.tool)
      result.add(counts, Key(hour: 0, series: series))
    }
    for (key, count) in events {
      let place = EventKey(
        hour: 0, event: key.event,
        provider: result.bound(Tallies.printable(key.provider), .provider),
        reason: result.bound(Tallies.printable(key.reason), .reason))
      result.events[place, default: 0].count(count)
    }
    result.redactions = redactions
    return result
  }

  /// Control characters, and what some parsers take for line ends, as U+FFFD.
  static func printable(_ text: String) -> String {
    func isPlain(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      // The exposition formats have an escape for it.
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: false
      default: true
      }
    }
    guard !text.unicodeScalars.allSatisfy(isPlain) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isPlain($0) ? $0 : "\u{FFFD}" }))
  }

  /// A path with `*` for positions in arrays, so that the hundredth element and the first count
  /// as one place; cut after 200 bytes.
  static func pattern(of path: String) -> String {
    var previous: UInt8 = 0
    let mayHoldPosition = path.utf8.contains { byte in
      defer { previous = byte }
      return previous == ASCII.slash && byte.isDigit
    }
    guard mayHoldPosition || path.utf8.count > 200 else { return path }
    var out: [UInt8] = []
    for token in path.utf8.split(separator: ASCII.slash, omittingEmptySubsequences: false)
      .dropFirst()
    {
      out.append(ASCII.slash)
      let isPosition = !token.isEmpty && token.allSatisfy(\.isDigit)
      if isPosition { out.append(ASCII.asterisk) } else { out += token }
      if out.count > 200 { return String(decoding: out.prefix(200), as: UTF8.self) + "…" }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
