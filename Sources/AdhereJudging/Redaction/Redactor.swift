import AdherePattern
public import AdhereSchema
import AdhereJSON
import AdhereWire
public import AdhereRepair

/// Makes secrets and personal data in traces unreadable before anybody writes them.
///
///     let redactor = Redactor()
///     redactor.redact(&trace)
///
/// Found are the keys of providers and services, passwords beside their names, e-mail addresses,
/// telephone numbers, payment cards and IBANs (the last two by their checksums), and what rules
/// of your own describe. Names of people are not found: rules cannot.
///
/// Names of members and the values of `enum` and `const` stay, since they belong to the program.
/// Where the output itself changed, it is judged again, so that repairs, spans and value fit what
/// the trace holds; ``Trace/Redaction/outcome`` says where that comes to another outcome.
public final class Redactor: @unchecked Sendable {
  // Unchecked: the cache is used by one thread at a time, as the type says.
  private let rules: [RedactionRule]
  private let filter: RuleFilter
  /// Version of the rules, as traces and manifests tell it.
  public let version: String
  private let policy: Policy
  private let schemaOptions: SchemaOptions
  private var contracts: [[UInt8]: Contract] = [:]
  private var seen: [Repeated: (json: [UInt8]?, counts: [String: Int])] = [:]
  private var seenBytes = 0

  /// Our own rules.
  public init(policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()) {
    rules = Redactor.builtIn
    filter = Redactor.builtInFilter
    version = BuiltInRules.version
    self.policy = policy
    self.schemaOptions = schemaOptions
  }

  /// Our own rules, after those of a file (`schemas/redaction-rules.schema.json`).
  ///
  /// - Throws: ``RedactionError`` where they cannot be used.
  public init(
    rules json: [UInt8], policy: Policy = Policy(), schemaOptions: SchemaOptions = SchemaOptions()
  ) throws(RedactionError) {
    let own = try RedactionRule.read(json)
    rules = own + Redactor.builtIn
    filter = RuleFilter(rules, firstBuiltIn: own.count)
    version = BuiltInRules.version + "+\(own.count)"
    self.policy = policy
    self.schemaOptions = schemaOptions
  }

  private init(_ other: Redactor) {
    rules = other.rules
    filter = other.filter
    version = other.version
    policy = other.policy
    schemaOptions = other.schemaOptions
  }

  /// One with the same rules, to be used beside this one.
  package func forAnotherThread() -> Redactor { Redactor(self) }

  private static let builtIn: [RedactionRule] = {
    do throws(RedactionError) {
      return try RedactionRule.read(Array(BuiltInRules.json.utf8))
    } catch {
      preconditionFailure("our own redaction rules: \(error)")
    }
  }()

  private static let builtInFilter = RuleFilter(builtIn, firstBuiltIn: 0)

  /// Redacts a trace, which says so afterwards. A trace that says so already stays as it is.
  /// To be called by one thread at a time.
  public func redact(_ trace: inout Trace) {
    guard trace.redaction?.state != .done else { return }
    var found = Findings()
    json(&trace.request.messages, &found)
    json(&trace.request.prompt, &found)
    json(&trace.request.parameters, &found)
    repeated(&trace.request.schema, &found)
    repeated(&trace.request.tools, &found)
    json(&trace.recordID, &found)
    for i in trace.violations.indices where trace.violations[i].keyword == "provider" {
      // The words of a provider's error, which may quote the key it was given.
      trace.violations[i].message = string(trace.violations[i].message, &found)
    }
    for i in trace.attempts.indices {
      raw(&trace.attempts[i].raw, &found)
      json(&trace.attempts[i].value, &found)
      calls(&trace.attempts[i].calls, &found)
    }
    if var acceptance = trace.acceptance {
      json(&acceptance.value, &found)
      calls(&acceptance.calls, &found)
      if let note = acceptance.note { acceptance.note = string(note, &found) }
      trace.acceptance = acceptance
    }
    if let session = trace.session { trace.session = string(session, &found) }
    for i in trace.extra.indices {
      var member: [UInt8]? = trace.extra[i].json
      json(&member, &found)
      trace.extra[i].json = member ?? trace.extra[i].json
    }
    var again: Outcome?
    if raw(&trace.raw, &found) {
      again = judge(&trace)
    } else {
      // A repair may have joined what stood apart.
      json(&trace.value, &found)
      calls(&trace.calls, &found)
    }
    trace.redaction = Trace.Redaction(
      .done, rules: version,
      replaced: found.counts.sorted { $0.key < $1.key }.map {
        .init(rule: $0.key, count: $0.value)
      },
      outcome: again)
  }

  /// Adds what was replaced in traces to the counts.
  public func count(_ traces: [Trace], _ tallies: inout Tallies) {
    for trace in traces {
      for count in trace.redaction?.replaced ?? [] {
        tallies.count(redaction: count.rule, times: count.count)
      }
    }
  }

  /// A text without its secrets: for logs and messages.
  public func redact(_ text: String) -> String {
    var found = Findings()
    return string(text, &found)
  }

  // MARK: - Parts of a trace

  private struct Findings {
    var counts: [String: Int] = [:]
  }

  private func string(_ text: String, _ found: inout Findings) -> String {
    self.text(Array(text.utf8), &found, inNumbers: false)
      .map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private func json(_ json: inout [UInt8]?, _ found: inout Findings) {
    guard let source = json, let changed = self.json(source, &found) else { return }
    json = changed
  }

  /// A text as a key. Hashing all of it would cost more than comparing it once.
  private struct Repeated: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      hasher.combine(bytes.count)
      // Lists of tools begin alike; spread over the text, eight places tell them apart.
      bytes.withUnsafeBytes { bytes in
        guard bytes.count >= 8 else { return hasher.combine(bytes: bytes) }
        for step in 0..<8 {
          let offset = (bytes.count - 8) * step / 7
          hasher.combine(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
      }
    }
  }

  /// Schemas and tools come again with every output; they are looked through once.
  private func repeated(_ json: inout [UInt8]?, _ found: inout Findings) {
    guard let source = json else { return }
    let key = Repeated(bytes: source)
    if let known = seen[key] {
      guard let changed = known.json else { return }
      found.counts.merge(known.counts, uniquingKeysWith: +)
      json = changed
      return
    }
    var mine = Findings()
    let changed = self.json(source, &mine)
    seenBytes += source.count
    if seenBytes > 8 << 20 {
      seen.removeAll(keepingCapacity: true)
      seenBytes = source.count
    }
    seen[key] = (changed, mine.counts)
    found.counts.merge(mine.counts, uniquingKeysWith: +)
    json = changed ?? source
  }

  private func calls(_ calls: inout [ToolCall]?, _ found: inout Findings) {
    guard var list = calls else { return }
    for i in list.indices {
      list[i].arguments =
        jsonOrText(list[i].arguments, &found) ?? list[i].arguments
    }
    calls = list
  }

  @discardableResult
  private func raw(_ raw: inout Trace.Raw, _ found: inout Findings) -> Bool {
    switch raw {
    case .none: return false
    case .text(let text):
      guard let changed = jsonOrText(text, &found) else { return false }
      raw = .text(changed)
    case .calls(let json):
      guard let changed = self.json(json, &found) else { return false }
      raw = .calls(json: changed)
    }
    return true
  }

  private func jsonOrText(_ text: [UInt8], _ found: inout Findings) -> [UInt8]? {
    guard mayHold(text) else { return nil }
    let first = text.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      (try? JSONDocument(text, options: .anyDepth)) != nil
    {
      return json(text, &found)
    }
    return self.text(text, &found, inNumbers: true)
  }

  /// JSON with what its strings and numbers hold replaced; nil where there is nothing to replace.
  private func json(_ json: [UInt8], _ found: inout Findings) -> [UInt8]? {
    // Nothing to be found in the whole is nothing to be found in its parts, escapes aside.
    guard mayHold(json), json.contains(UInt8(ascii: "\\")) || text(json, inNumbers: true) != nil,
      let document = try? JSONDocument(json, options: .anyDepth)
    else { return nil }
    return document.withTape { tape in
      var out: [UInt8] = []
      var position = 0
      var skippedUntil = 0
      for index in 0..<tape.count {
        let kind = tape.kind(index)
        if kind == .key {
          if isProgram(tape, index) {
            skippedUntil = max(skippedUntil, tape.next(after: index + 1))
          }
          continue
        }
        guard index >= skippedUntil, kind == .string || kind == .number else { continue }
        let span = tape.span(index)
        var replacement: [UInt8] = []
        if kind == .string {
          let decoded = StringText.decode(tape, index)
          // Arguments and the like are JSON in a string.
          guard let changed = jsonOrText(decoded, &found) else { continue }
          changed.withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &replacement) }
        } else {
          guard let changed = number(tape.text(index), &found) else { continue }
          replacement = changed
        }
        out += json[position..<span.lowerBound]
        out += replacement
        position = span.upperBound
      }
      guard position > 0 else { return nil }
      return out + json[position...]
    }
  }

  /// Whether any rule may find something in a text, JSON or not.
  private func mayHold(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer {
      filter.candidates(in: $0) != 0 || RuleFilter.hasHidingEscape($0)
    }
  }

  /// What belongs to the program, not to what somebody said.
  private func isProgram(_ tape: Tape, _ key: Int) -> Bool {
    let names: [StaticString] = ["enum", "const", "pattern", "$ref", "$id"]
    return names.contains { name in
      name.withUTF8Buffer { StringText.equals(tape, key, $0) }
    }
  }

  private func number(_ lexeme: UnsafeBufferPointer<UInt8>, _ found: inout Findings) -> [UInt8]? {
    guard lexeme.count >= 14, lexeme.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    for rule in rules where rule.kind == .card || rule.kind == .custom {
      let places = rule.places(in: lexeme)
      guard places.contains(0..<lexeme.count), rule.accepts(lexeme) else { continue }
      found.counts[rule.id, default: 0] += 1
      return Placeholder.number(rule, lexeme)
    }
    return nil
  }

  // MARK: - Text

  private func text(_ bytes: [UInt8], _ found: inout Findings, inNumbers: Bool) -> [UInt8]? {
    guard let (changed, counts) = text(bytes, inNumbers: inNumbers) else { return nil }
    found.counts.merge(counts, uniquingKeysWith: +)
    return changed
  }

  /// The text with everything replaced, and by which rules; nil where nothing was found.
  private func text(_ bytes: [UInt8], inNumbers: Bool) -> ([UInt8], [String: Int])? {
    guard bytes.count >= 7 else { return nil }
    let candidates = bytes.withUnsafeBufferPointer { filter.candidates(in: $0) }
    guard candidates != 0 else { return nil }
    var edits: [(span: Range<Int>, text: [UInt8], rule: String)] = []
    bytes.withUnsafeBufferPointer { subject in
      for (number, rule) in rules.enumerated() where candidates & RuleFilter.bit(number) != 0 {
        for place in rule.places(in: subject) {
          let value = UnsafeBufferPointer(rebasing: subject[place])
          guard rule.accepts(value), !Placeholder.isPlaceholder(value, rule.kind),
            !edits.contains(where: { $0.span.overlaps(place) })
          else { continue }
          let isNumber = inNumbers && ByteSearch.standsAsNumber(subject, place)
          edits.append(
            (
              place, isNumber ? Placeholder.number(rule, value) : Placeholder.text(rule, value),
              rule.id
            ))
        }
      }
    }
    guard !edits.isEmpty else { return nil }
    edits.sort { $0.span.lowerBound < $1.span.lowerBound }
    var out: [UInt8] = []
    var counts: [String: Int] = [:]
    var position = 0
    for edit in edits {
      out += bytes[position..<edit.span.lowerBound]
      out += edit.text
      position = edit.span.upperBound
      counts[edit.rule, default: 0] += 1
    }
    return (out + bytes[position...], counts)
  }

  // MARK: - Judging again

  /// Judges the redacted output; nil where it comes to the outcome it had.
  private func judge(_ trace: inout Trace) -> Outcome? {
    guard trace.outcome != .error, trace.outcome != .refused else {
      (trace.value, trace.calls, trace.repairs, trace.violations) = (nil, nil, [], [])
      return nil
    }
    let output =
      switch trace.raw {
      case .text(let text):
        Output(
          .text(text), finishReason: trace.finishReason,
          prompt: UserWords.of(prompt: trace.request.prompt, messages: trace.request.messages))
      case .calls: Output(.calls(trace.nativeCalls ?? []), finishReason: trace.finishReason)
      case .none: Output(.text([]), finishReason: trace.finishReason)
      }
    let judgement = contract(trace).judge(output)
    let outcome = trace.outcome
    trace.take(judgement)
    trace.outcome = outcome
    return judgement.outcome == outcome ? nil : judgement.outcome
  }

  private func contract(_ trace: Trace) -> Contract {
    let choice = trace.request.toolChoice ?? []
    let source = (trace.surface == .tool ? trace.request.tools : trace.request.schema) ?? []
    let policy = trace.policy.map(Policy.init) ?? policy
    var key = Array(trace.surface.rawValue.utf8) + choice + [0] + source
    // Judged as it was the first time, or a trace that a rare rule mended would seem broken.
    if let record = trace.policy {
      key += Array("\u{0}\(record.tier) \(record.allow) \(record.deny)".utf8)
    }
    if let known = contracts[key] { return known }
    if contracts.count >= 64 { contracts.removeAll(keepingCapacity: true) }
    let made = make(trace.surface, source, choice, policy)
    contracts[key] = made
    return made
  }

  private func make(
    _ surface: Contract.Surface, _ source: [UInt8], _ choice: [UInt8], _ policy: Policy
  ) -> Contract {
    let any = Contract(any: surface, policy: policy)
    guard !source.isEmpty, source != Array("null".utf8) else { return any }
    if surface == .json {
      return (try? Contract(schema: source, policy: policy, options: schemaOptions)) ?? any
    }
    let wrapped =
      Array(#"{"tool_choice":"#.utf8) + (choice.isEmpty ? Array("null".utf8) : choice)
      + Array("}".utf8)
    let document = try? JSONDocument(wrapped)
    let wanted = document?.withTape { try? RecordInput(tape: $0).toolChoice() } ?? .auto
    return
      (try? Contract(tools: source, choice: wanted, policy: policy, options: schemaOptions)) ?? any
  }
}
