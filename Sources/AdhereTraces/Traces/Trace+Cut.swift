import AdhereJSON
import AdhereJudging
import AdhereRepair

extension Trace {
  /// What a trace does not hold because it would have been too much, each by how much there was.
  ///
  /// One output of a few megabytes may take millions of repairs; a trace of them all would be
  /// larger than a row can be, and larger than whoever reads traces takes.
  public struct Cut: Sendable, Equatable {
    /// Repairs; the first ones are there, and one of each rule.
    public var repairs: Int?
    /// Violations; the first ones are there.
    public var violations: Int?
    /// Warnings; the first ones are there.
    public var warnings: Int?
    /// Bytes of the raw output, of which the beginning is there.
    public var raw: Int?
    /// Bytes of the value or the calls, which are left out: judging the output again gives them.
    public var value: Int?
    /// Bytes of messages, prompt, parameters, attempts and further members, which are left out.
    public var context: Int?

    /// Nothing is missing.
    public init() {}

    /// Whether nothing is missing.
    public var isEmpty: Bool { self == Cut() }
  }

  /// Most repairs, violations and warnings that a trace lists.
  public static let listLimit = 1000

  /// Bytes of the longest line that a trace is written as; readers take lines of twice that.
  public static let maximumBytes = 32 << 20

  /// The first elements, of which the others are noted as missing.
  static func first<Item>(_ items: [Item], _ missing: inout Int?) -> ArraySlice<Item> {
    guard items.count > listLimit else { return items[...] }
    missing = items.count
    return items.prefix(listLimit)
  }

  /// The first repairs, and one of each further rule: what was done stays to be seen.
  static func first(_ repairs: [Repair], _ missing: inout Int?) -> [RepairRecord] {
    var result = first(repairs, &missing).map(RepairRecord.init)
    guard result.count < repairs.count else { return result }
    var rules = Set(repairs.prefix(listLimit).map(\.rule.id))
    for repair in repairs.dropFirst(listLimit) where rules.insert(repair.rule.id).inserted {
      result.append(RepairRecord(repair))
    }
    return result
  }

  /// The trace as it can be written: as it is, or with as much left out as has to be.
  package func bounded(to limit: Int = Trace.maximumBytes) -> Trace {
    // Escapes take six bytes at most, base 64 beside it less than two.
    guard weight > limit / 8 else { return self }
    var trace = self
    func isShort() -> Bool {
      var writer = JSONWriter()
      writer.append(trace)
      return writer.bytes.count <= limit
    }
    if isShort() { return self }
    let valueBytes = (value?.count ?? 0) + (calls ?? []).reduce(0) { $0 + $1.arguments.count }
    (trace.value, trace.calls) = (nil, nil)
    trace.cut.value = valueBytes
    if isShort() { return trace }
    trace.leaveOutContext()
    if isShort() { return trace }
    trace.cutRaw(to: limit / 16)
    if isShort() { return trace }
    // A schema or names of that size: what remains is that it was there.
    trace.request = Request()
    (trace.repairs, trace.violations, trace.warnings, trace.reason) = ([], [], [], nil)
    (trace.recordID, trace.session, trace.finishReason) = (nil, nil, nil)
    trace.provider = provider.map { String($0.prefix(200)) }
    trace.model = model.map { String($0.prefix(200)) }
    return trace
  }

  /// About as many bytes as the trace has.
  private var weight: Int {
    var sum = rawBytes + (value?.count ?? 0) + contextBytes
    sum += (request.schema?.count ?? 0) + (request.tools?.count ?? 0)
    for call in calls ?? [] { sum += call.name.utf8.count + call.arguments.count }
    for repair in repairs {
      sum += 128 + repair.before.count + repair.after.count + (repair.path?.utf8.count ?? 0)
    }
    for violation in violations {
      sum += 128 + violation.instancePath.utf8.count + violation.params.count
      sum += violation.message.utf8.count + violation.schemaPath.utf8.count
    }
    for rival in reason?.rivals ?? [] { sum += 128 + rival.value.count + rival.edits.count * 256 }
    for text in [session, provider, model, finishReason, reason?.message, rights.licence] {
      sum += text?.utf8.count ?? 0
    }
    return sum
  }

  private var rawBytes: Int {
    switch raw {
    case .none: 0
    case .text(let text): text.count
    case .calls(let json): json.count
    }
  }

  private var contextBytes: Int {
    var sum = 0
    for part in [request.messages, request.prompt, request.parameters, recordID] {
      sum += part?.count ?? 0
    }
    for attempt in attempts {
      var one = Trace(id: "", time: time, surface: surface, raw: attempt.raw, outcome: .error)
      one.value = attempt.value
      sum += one.rawBytes + (one.value?.count ?? 0)
      for call in attempt.calls ?? [] { sum += call.arguments.count }
    }
    for member in extra { sum += member.json.count }
    return sum
  }

  private mutating func leaveOutContext() {
    cut.context = contextBytes
    (request.messages, request.prompt, request.parameters) = (nil, nil, nil)
    (attempts, extra, recordID) = ([], [], nil)
  }

  private mutating func cutRaw(to count: Int) {
    cut.raw = rawBytes
    switch raw {
    case .text(let text): raw = .text(Array(text.prefix(count)))
    case .calls, .none: raw = .none
    }
    repairs.removeAll { $0.span.upperBound > count }
    reason?.span = nil
    reason?.rivals = []
  }
}
