import AdhereJudging
public import AdhereRepair
public import AdhereSchema
import Synchronization

/// Replaces secrets and personal data in traces before they are written.
///
///     let redactor = Redactor()
///     redactor.redact(&trace)
///
/// It finds the keys of providers and services, what stands where a name announces a secret, e-mail
/// addresses, telephone numbers in the international forms and in others where a word says so,
/// payment cards and IBANs (the last two by their checksums), and what rules of your own describe. It
/// looks through escapes, percent encoding, base 64, characters without width and look-alikes. It
/// does not find names of people: rules cannot.
///
/// Everything in a trace is searched: names of members, pointers, parameters of violations, labels
/// and notes as well as values. Equal values have equal placeholders however they were written, so
/// that a schema still fits its values. A stretch that would cost too much to search is blanked.
///
/// Where the output itself changed, it is judged again, so that repairs, spans and value fit what
/// the trace holds; ``Trace/Redaction/outcome`` holds the outcome of that where it differs.
///
/// May be used by several threads at once. They share the cache of what was seen; a thread that
/// redacts many traces is quicker with a redactor of its own.
public final class Redactor: Sendable {
  let rules: [RedactionRule]
  let filter: RuleFilter
  /// Version of the rules, as traces and manifests have it.
  public let version: String
  let policy: Policy
  let schemaOptions: SchemaOptions
  let cache = Mutex(Cache())
  let again: TraceJudge

  /// What earlier traces had too.
  struct Cache: Sendable {
    /// Redacted schemas and tool lists, nil where nothing was found in them.
    var seen: [Repeated: (json: [UInt8]?, counts: [String: Int])] = [:]
    /// Bytes of the keys of ``seen``.
    var seenBytes = 0
  }

  /// With the built-in rules.
  ///
  /// - Parameters:
  ///   - policy: permitted repairs where an output is judged again and its trace names no policy.
  ///   - schemaOptions: how its schema is read then.
  public init(policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()) {
    rules = Redactor.builtIn
    filter = Redactor.builtInFilter
    version = BuiltInRules.version
    self.policy = policy
    self.schemaOptions = schemaOptions
    again = TraceJudge(policy: policy, schemaOptions: schemaOptions)
  }

  /// With the rules of a file (`schemas/redaction-rules.schema.json`), then the built-in ones.
  ///
  /// - Parameters:
  ///   - json: the bytes of the file.
  ///   - policy: permitted repairs where an output is judged again and its trace names no policy.
  ///   - schemaOptions: how its schema is read then.
  /// - Throws: ``RedactionError`` where the rules cannot be used.
  public init(
    rules json: [UInt8], policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()
  ) throws(RedactionError) {
    let own = try RedactionRule.read(json)
    rules = own + Redactor.builtIn
    filter = RuleFilter(rules, firstBuiltIn: own.count)
    version = BuiltInRules.version + "+\(own.count)"
    self.policy = policy
    self.schemaOptions = schemaOptions
    again = TraceJudge(policy: policy, schemaOptions: schemaOptions)
  }

  private init(_ other: Redactor) {
    rules = other.rules
    filter = other.filter
    version = other.version
    policy = other.policy
    schemaOptions = other.schemaOptions
    again = TraceJudge(policy: policy, schemaOptions: schemaOptions)
  }

  /// A redactor with the same rules and a cache of its own.
  package func forAnotherThread() -> Redactor { Redactor(self) }

  private static let builtIn: [RedactionRule] = {
    do throws(RedactionError) {
      return try RedactionRule.read(Array(BuiltInRules.json.utf8))
    } catch {
      preconditionFailure("our own redaction rules: \(error)")
    }
  }()

  private static let builtInFilter = RuleFilter(builtIn, firstBuiltIn: 0)

  /// Redacts a trace and notes it in ``Trace/redaction``. A trace that was redacted by these rules
  /// already stays as it is; one that others redacted, or nobody, is searched.
  public func redact(_ trace: inout Trace) {
    guard trace.redaction?.state != .done || trace.redaction?.rules != version else { return }
    var found = Findings()
    for count in trace.redaction?.replaced ?? [] where trace.redaction?.state == .done {
      found.counts[count.rule] = count.count
    }
    request(&trace.request, &found)
    labels(&trace, &found)
    for i in trace.attempts.indices {
      raw(&trace.attempts[i].raw, &found)
      json(&trace.attempts[i].value, &found)
      calls(&trace.attempts[i].calls, &found)
      string(&trace.attempts[i].model, &found)
      string(&trace.attempts[i].trace, &found)
    }
    if var acceptance = trace.acceptance {
      json(&acceptance.value, &found)
      calls(&acceptance.calls, &found)
      string(&acceptance.note, &found)
      trace.acceptance = acceptance
    }
    for i in trace.extra.indices {
      var member: [UInt8]? = trace.extra[i].json
      json(&member, &found)
      trace.extra[i].json = member ?? trace.extra[i].json
      trace.extra[i].name = string(trace.extra[i].name, &found)
    }
    var again = trace.redaction?.outcome
    if raw(&trace.raw, &found) { again = judge(&trace) }
    // A repair may have joined what was apart.
    json(&trace.value, &found)
    calls(&trace.calls, &found)
    findings(&trace, &found)
    trace.redaction = Trace.Redaction(
      .done, rules: version,
      replaced: found.counts.sorted { $0.key < $1.key }.map {
        .init(rule: $0.key, count: $0.value)
      },
      outcome: again)
  }

  /// A text with its secrets replaced: for logs and messages.
  public func redact(_ text: String) -> String {
    var found = Findings()
    return string(text, &found)
  }
}
