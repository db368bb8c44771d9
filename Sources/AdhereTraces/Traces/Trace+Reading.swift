package import AdhereJSON
import AdhereJudging

extension Trace {
  /// Reads a line of `schemas/record-trace.schema.json`, or of its table form
  /// (`schemas/trace-table.schema.json`).
  ///
  /// - Parameter json: one JSON object.
  ///
  /// - Throws: ``TraceError`` where it is not JSON, or not a trace; the message names the member.
  public init(json: [UInt8]) throws(TraceError) {
    var document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json, options: .anyDepth)
    } catch {
      throw TraceError("not JSON: \(error)")
    }
    guard document.withTape(TableForm.isRow) else {
      self = try Trace.read(document)
      return
    }
    let record = try Trace.record(ofRow: document)
    do throws(ParseError) {
      document = try JSONDocument(record, options: .anyDepth)
    } catch { throw TraceError("the row does not hold a trace: \(error)") }
    self = try Trace.read(document)
  }

  private static func record(ofRow document: JSONDocument) throws(TraceError) -> [UInt8] {
    defer { withExtendedLifetime(document) {} }
    return try TableForm.trace.record(document.tape)
  }

  private static func read(_ document: JSONDocument) throws(TraceError) -> Trace {
    defer { withExtendedLifetime(document) {} }
    return try Trace(tape: document.tape)
  }

  /// Reads a trace that was parsed already.
  ///
  /// - Parameter hasDetails: without them the places, texts and parameters of repairs and
  ///   violations and the members of other versions are left out, which take a third of the time.
  package init(tape: Tape, hasDetails: Bool = true) throws(TraceError) {
    try self.init(TraceFields(tape: tape, object: 0, place: ""), hasDetails)
  }

  private init(_ fields: TraceFields, _ hasDetails: Bool) throws(TraceError) {
    guard fields.tape.kind(0) == .object else { throw TraceError("a trace is a JSON object") }
    guard let version = try fields.int("trace") else {
      throw TraceError("`trace`, the version of the record, is missing: is this a trace?")
    }
    guard version >= 1 else { throw TraceError("`trace` must be 1 or more") }
    guard version <= Trace.version else {
      throw TraceError(
        "the trace is of version \(version); this adhere reads up to \(Trace.version): use a "
          + "newer one")
    }
    guard let id = try fields.string("id"), !id.isEmpty else {
      throw TraceError("`id` is missing")
    }
    guard let time = try fields.time("time") else { throw TraceError("`time` is missing") }
    guard let surface = Contract.Surface(rawValue: try fields.string("surface") ?? "") else {
      throw TraceError("`surface` must be \"json\" or \"tool\"")
    }
    self.init(
      id: id, time: time, surface: surface, raw: try fields.raw(), outcome: try fields.outcome())
    session = try fields.string("session")
    recordID = fields.json("record", keepsNull: true)
    provider = try fields.string("provider")
    model = try fields.string("model")
    request = fields.request()
    form = try fields.string("form")
    finishReason = try fields.string("finish_reason")
    value = fields.json("value", keepsNull: true)
    calls = try fields.calls()
    repairs = try fields.list("repairs") { (item) throws(TraceError) in
      try RepairRecord(item, hasDetails)
    }
    violations = try fields.list("violations") { (item) throws(TraceError) in
      try ViolationRecord(item, hasDetails)
    }
    warnings = try fields.list("warnings") { (item) throws(TraceError) in
      WarningRecord(
        code: try item.string("code") ?? "", message: try item.string("message") ?? "")
    }
    reason = try fields.object("reason").map { (item) throws(TraceError) in
      try ReasonRecord(item, hasDetails)
    }
    policy = try fields.object("policy").map { (item) throws(TraceError) in
      PolicyRecord(
        tier: try item.string("tier") ?? "none", allow: try item.strings("allow"),
        deny: try item.strings("deny"))
    }
    judgeNanoseconds = try fields.count("judge_ns", atMost: 1_000_000_000_000_000)
    attempt = try fields.count("attempt")
    attempts = try fields.list("attempts") { (item) throws(TraceError) in
      Attempt(
        outcome: try item.outcome(), raw: try item.raw(),
        value: item.json("value", keepsNull: true), calls: try item.calls(),
        trace: try item.string("trace"), time: try item.time("time"),
        model: try item.string("model"))
    }
    acceptance = try fields.object("acceptance").map { (item) throws(TraceError) in
      try Acceptance(item)
    }
    occurrences = try fields.count("occurrences", atLeast: 1) ?? 1
    redaction = try fields.object("redaction").map { (item) throws(TraceError) in
      try Redaction(item)
    }
    rights = Rights(
      licence: try fields.string("licence"), consent: try fields.bool("consent"),
      retainUntil: try fields.time("retain_until"))
    if let fields = try fields.object("cut") {
      cut.repairs = try fields.count("repairs", atMost: 1 << 53)
      cut.violations = try fields.count("violations", atMost: 1 << 53)
      cut.warnings = try fields.count("warnings", atMost: 1 << 53)
      cut.raw = try fields.count("raw", atMost: 1 << 53)
      cut.value = try fields.count("value", atMost: 1 << 53)
      cut.context = try fields.count("context", atMost: 1 << 53)
    }
    extra = hasDetails ? fields.members(besides: Trace.names) : []
  }

  private static let names: Set<String> = [
    "trace", "id", "time", "session", "record", "provider", "model", "surface", "messages",
    "prompt", "schema", "tools", "tool_choice", "form", "parameters", "raw", "raw_base64",
    "finish_reason", "outcome", "value", "calls", "repairs", "violations", "warnings", "reason",
    "policy",
    "judge_ns", "attempt", "attempts", "acceptance", "occurrences", "redaction", "licence",
    "consent", "retain_until", "cut",
  ]
}

extension RepairRecord {
  fileprivate init(_ item: TraceFields, _ hasDetails: Bool) throws(TraceError) {
    guard hasDetails else {
      self.init(
        rule: try item.string("rule") ?? "", tier: try item.string("tier") ?? "", span: 0..<0,
        before: [], after: [])
      return
    }
    guard let span = try item.span("span") else {
      throw TraceError("`\(item.place)span` must be two offsets, the smaller one first")
    }
    self.init(
      rule: try item.string("rule") ?? "", tier: try item.string("tier") ?? "",
      path: try item.string("path"), span: span,
      before: try item.bytes("before") ?? [], after: try item.bytes("after") ?? [],
      with: try item.strings("with"), call: try item.count("call"))
  }
}

extension ViolationRecord {
  fileprivate init(_ item: TraceFields, _ hasDetails: Bool) throws(TraceError) {
    self.init(
      instancePath: try item.string("instancePath") ?? "",
      schemaPath: try item.string("schemaPath") ?? "",
      keyword: try item.string("keyword") ?? "", params: [], message: "")
    guard hasDetails else { return }
    params = item.json("params") ?? Array("{}".utf8)
    message = try item.string("message") ?? ""
  }
}

extension ReasonRecord {
  fileprivate init(_ item: TraceFields, _ hasDetails: Bool) throws(TraceError) {
    self.init(
      code: try item.string("code") ?? "", message: try item.string("message") ?? "",
      span: try item.span("span"), call: try item.count("call"), help: try item.string("help"),
      rule: try item.string("rule"))
    guard hasDetails else { return }
    rivals = try item.list("rivals") { (item) throws(TraceError) in
      RivalRecord(
        cost: item.json("cost").flatMap { Double(String(decoding: $0, as: UTF8.self)) } ?? 0,
        value: try item.bytes("value") ?? [], why: try item.string("why") ?? "",
        edits: try item.list("edits") { (edit) throws(TraceError) in
          try RepairRecord(edit, true)
        })
    }
  }
}

extension Trace.Acceptance {
  fileprivate init(_ item: TraceFields) throws(TraceError) {
    guard let verdict = Verdict(rawValue: try item.string("verdict") ?? "") else {
      throw TraceError("`\(item.place)verdict` must be \"accepted\" or \"rejected\"")
    }
    guard let source = Source(rawValue: try item.string("by") ?? "") else {
      throw TraceError("`\(item.place)by` must be \"person\", \"retry\" or \"execution\"")
    }
    self.init(
      verdict, by: source, time: try item.time("time"), note: try item.string("note"),
      value: item.json("value", keepsNull: true), calls: try item.calls())
  }
}

extension Trace.Redaction {
  fileprivate init(_ item: TraceFields) throws(TraceError) {
    guard let state = State(rawValue: try item.string("state") ?? "") else {
      throw TraceError("`\(item.place)state` must be \"done\" or \"off\"")
    }
    var counts: [Count] = []
    if let replaced = try item.object("replaced") {
      for name in replaced.keys() {
        counts.append(Count(rule: name, count: try replaced.count(name) ?? 0))
      }
    }
    let again = item.json("outcome") == nil ? nil : try item.outcome()
    self.init(state, rules: try item.string("rules"), replaced: counts, outcome: again)
  }
}
