@testable import AdhereTraces
import AdherePlatform
import AdhereJSON
import Testing

@testable import AdhereJudging

/// What must not be kept is not kept, and what is kept is still JSON.
@Suite struct RedactorTests {

  /// Letters and digits that look like a key and are none.
  private func random(_ count: Int, _ letters: String = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z") -> String
  {
    let letters = Array(letters)
    return String((0..<count).map { letters[($0 * 7 + 3) % letters.count] })
  }

  private var secrets: [(rule: String, text: String)] {
    [
      ("openai-api-key", "sk-proj-" + random(48)), ("openai-api-key", "sk-" + random(40)),
      ("anthropic-api-key", "sk-ant-api03-" + random(60)),
      ("openrouter-api-key", "sk-or-v1-" + random(64, "0123456789abcdef")),
      ("together-api-key", "tgp_v1_" + random(43)), ("fireworks-api-key", "fw_" + random(24)),
      ("groq-api-key", "gsk_" + random(52)), ("xai-api-key", "xai-" + random(80)),
      ("huggingface-token", "hf_" + random(34)), ("google-api-key", "AIza" + random(35)),
      ("aws-access-key", "AKIA" + random(16, "ABCDEFGHIJKLMNOP234567")),
      ("github-token", "ghp_" + random(36)), ("gitlab-token", "glpat-" + random(20)),
      ("slack-token", "xoxb-" + random(24)), ("stripe-key", "sk_live_" + random(24)),
      ("sendgrid-key", "SG." + random(22) + "." + random(43)), ("npm-token", "npm_" + random(36)),
      ("json-web-token", "eyJ" + random(20) + ".eyJ" + random(30) + "." + random(20)),
    ]
  }

  @Test func `a reason does not tell what was redacted`() {
    let secret = secrets[0].text
    func reason(_ outcome: Outcome, _ code: String, _ raw: String) -> ReasonRecord? {
      var trace = Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: .text(Array(raw.utf8)),
        outcome: outcome)
      trace.reason = ReasonRecord(code: code, message: "has \(secret)", span: 0..<2)
      Redactor().redact(&trace)
      return trace.reason
    }
    let cases: [(Outcome, String, String)] = [
      (.error, "provider-error", secret), (.truncated, "cut-off", #"["\#(secret)"#),
      (.truncated, "aborted", #"["\#(secret)"#), (.invalid, "nonconforming", #"["\#(secret)"]"#),
    ]
    for (outcome, code, raw) in cases {
      let kept = reason(outcome, code, raw)
      #expect(kept?.code == code)
      #expect(kept?.message.contains(secret) == false)
    }
  }

  private func redacted(_ raw: Trace.Raw, schema: String = "{}", outcome: Outcome = .valid) -> Trace
  {
    var trace = Trace(
      id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: raw, outcome: outcome)
    trace.request.schema = Array(schema.utf8)
    Redactor().redact(&trace)
    return trace
  }

  private func text(_ trace: Trace) -> String {
    guard case .text(let text) = trace.raw else { return "" }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `keys of providers and services are found wherever they stand`() throws {
    for (rule, secret) in secrets {
      for raw in ["{\"k\": \"\(secret)\"}", "call(key='\(secret)')", "the key is \(secret)."] {
        let trace = redacted(.text(Array(raw.utf8)), outcome: .unreadable)
        #expect(!text(trace).contains(secret), "\(rule)")
        #expect(trace.redaction?.replaced == [.init(rule: rule, count: 1)], "\(rule) in \(raw)")
        #expect(text(trace).contains("<SECRET:\(rule):"))
      }
    }
  }

  @Test func `keys without a form of their own are found by their names`() {
    let redactor = Redactor()
    for text in [
      "MISTRAL_API_KEY=\(random(32))", "together api key: \(random(64, "0123456789abcdef"))",
      "aws_secret_access_key = \(random(40))", "Authorization: Bearer \(random(40))",
      #"{"password": "\#(random(14))"}"#, "postgres://user:\(random(12))@db/x",
      "-----BEGIN RSA PRIVATE KEY-----\n\(random(64))\n-----END RSA PRIVATE KEY-----",
    ] {
      let result = redactor.redact(text)
      #expect(result.contains("<SECRET:"), "\(text)")
      #expect(!result.contains(random(12)), "\(result)")
    }
  }

  @Test func `passwords are found behind their word, however weak they are`() {
    let redactor = Redactor()
    for (text, secret) in [
      (#"{"password": "hunter2hunter",}"#, "hunter2hunter"),
      (#"{"password": "correct horse battery"}"#, "correct horse"),
      ("login(user='a', password='abcd')", "abcd"), ("?password=Tr0ub4dor3&x=1", "Tr0ub4dor3"),
      ("DB_PASSWORD=Xk29fjsLq1", "Xk29fjsLq1"), ("my password is swordfish99, ok?", "swordfish99"),
      (#"{\"passwd\":\"letmein\"}"#, "letmein"),
    ] {
      let result = redactor.redact(text)
      #expect(result.contains("<SECRET:password:") && !result.contains(secret), "\(result)")
    }
    for text in [
      "the password is required", #"{"password": {"type": "string"}}"#, "reset_password=true",
      #"["password", "username"]"#,
    ] {
      #expect(redactor.redact(text) == text)
    }
  }

  @Test func `personal data are found by form and checksum`() {
    let redactor = Redactor()
    #expect(redactor.redact("to ada@lovelace.org now").hasPrefix("to redacted-"))
    #expect(redactor.redact("to ada@lovelace.org now").hasSuffix("@example.invalid now"))
    #expect(redactor.redact("call +44 20 7946 0958").hasPrefix("call +1555"))
    #expect(redactor.redact("card 4111 1111 1111 1111.").hasPrefix("card <CARD:"))
    #expect(redactor.redact("pay GB82 WEST 1234 5698 7654 32").hasPrefix("pay <IBAN:"))
    for innocent in [
      "4111 1111 1111 1112", "GB83 WEST 1234 5698 7654 32", "2026-11-21T05:14:07Z", "1.2.3.4",
      "1795238047250", "12345678901234567890", "a@b", "@decorator", "price 1,234.50",
      "task-sk-learn", "123e4567-e89b-12d3-a456-426614174000", "key: value", "+5",
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ] {
      #expect(redactor.redact(innocent) == innocent)
    }
  }

  @Test func `placeholders are stable, equal for equal values, and left alone`() {
    let redactor = Redactor()
    let text = "\(secrets[0].text) ada@x.org +44 20 7946 0958 4111111111111111 \(secrets[0].text)"
    let once = redactor.redact(text)
    #expect(once == Redactor().redact(text))
    #expect(redactor.redact(once) == once)
    let words = once.split(separator: " ")
    #expect(words.first == words.last)
    #expect(redactor.redact("bob@x.org") != redactor.redact("ada@x.org"))
  }

  @Test func `numbers stay numbers, and digits stay as many`() throws {
    let trace = redacted(
      .text(Array(#"{"card": 4111111111111111, "n": 12345678901234567890}"#.utf8)))
    let document = try JSONDocument(Array(text(trace).utf8))
    document.withTape { tape in
      let card = tape.member("card", of: 0)!
      #expect(tape.kind(card) == .number && tape.text(card).count == 16)
      #expect(!Checksums.isCard(tape.text(card)))
    }
    #expect(text(trace).contains("12345678901234567890"))
    let call = redacted(.text(Array("pay(card=4111111111111111)".utf8)), outcome: .unreadable)
    #expect(!text(call).contains("4111") && !text(call).contains("<"))
  }

  @Test func `names of members and values of enum change as the values do`() throws {
    let schema =
      #"{"properties":{"ada@x.org":{"enum":["eve@x.org"],"description":"as of ada@x.org"}}}"#
    let trace = redacted(.text(Array(#"{"ada@x.org": "eve@x.org"}"#.utf8)), schema: schema)
    let kept = String(decoding: trace.request.schema!, as: UTF8.self)
    #expect(!text(trace).contains("@x.org") && !kept.contains("@x.org"))
    // Equal texts have equal placeholders: the value conforms as before.
    #expect(trace.redaction?.outcome == nil)
    #expect(trace.redaction?.replaced == [.init(rule: "email", count: 5)])
  }

  @Test func `nothing of a secret stays anywhere in a trace`() throws {
    let values = ["maria.huber@firma-beispiel.de"] + secrets.prefix(8).map(\.text)
    for value in values {
      let quoted = Array("\"\(value)\"".utf8)
      var trace = Trace(
        id: value, time: Timestamp(milliseconds: 0), surface: .tool,
        raw: .calls(
          json: Array(#"[{"name":"f","arguments":{"V":1}}]"#.replacing("V", with: value).utf8)),
        outcome: .invalid)
      (trace.session, trace.provider, trace.model) = (value, "p \(value)", "m/\(value)")
      (trace.finishReason, trace.recordID) = ("stop \(value)", quoted)
      trace.request = Trace.Request(
        messages: quoted, prompt: quoted, schema: quoted, tools: quoted, toolChoice: quoted,
        parameters: Array("{\"\(value)\":1}".utf8))
      trace.calls = [ToolCall(name: value, arguments: Array("{\"\(value)\":1}".utf8))]
      trace.repairs = [
        RepairRecord(
          rule: "r", tier: "safe", path: "/a/\(value)/b", span: 0..<1, before: quoted, after: quoted
        )
      ]
      trace.violations = [
        ViolationRecord(
          instancePath: "/\(value)", schemaPath: "#/properties/\(value)/type", keyword: "type",
          params: Array("{\"missingProperty\":\"\(value)\"}".utf8), message: "must have \(value)")
      ]
      trace.warnings = [WarningRecord(code: "w", message: "saw \(value)")]
      trace.reason = ReasonRecord(code: "nonconforming", message: value, help: "use \(value)")
      trace.reason?.rivals = [.init(cost: 1, value: quoted, why: value, edits: trace.repairs)]
      trace.attempts = [
        .init(outcome: .valid, raw: .text(quoted), value: quoted, trace: value, model: value)
      ]
      trace.acceptance = .init(.rejected, by: .person, note: "was \(value)", value: quoted)
      trace.rights.licence = "of \(value)"
      trace.extra = [.init(name: "x \(value)", json: quoted)]
      Redactor().redact(&trace)
      var writer = JSONWriter()
      writer.append(trace)
      #expect(!String(decoding: writer.bytes, as: UTF8.self).contains(value), "\(value)")
      #expect((try? Trace(json: writer.bytes)) == trace)
    }
  }

  @Test func `a text that is made to be too costly is not left as it is`() {
    let redactor = Redactor()
    for text in [
      "x@" + String(repeating: "b.", count: 5000) + "1 maria@firma.de",
      "password=" + String(repeating: "a", count: 500_000) + " password=hunter2horse9",
    ] {
      let result = redactor.redact(text)
      #expect(!result.contains("maria@") && !result.contains("hunter2horse9"))
    }
    // Where a rule of one's own never ends, what it could not search goes.
    let own = try? Redactor(
      rules: Array(#"{"rules":[{"id":"slow","pattern":"(a+)+$x|needle[0-9]+"}]}"#.utf8))
    let costly = String(repeating: "a", count: 3000)
    let result = own?.redact(
      "\(costly)! needle7 " + String(repeating: "b ", count: 5000) + "needle8")
    #expect(result?.contains("needle") == false && result?.contains("<SECRET:unsearched:") == true)
  }

  @Test func `what others redacted, or did not, is searched again`() {
    for redaction in [
      nil, Trace.Redaction(.off),
      Trace.Redaction(.done, rules: "other-1", replaced: [.init(rule: "x", count: 2)]),
    ] {
      var trace = Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: .json,
        raw: .text(Array("{'to': 'ada@lovelace.org'}".utf8)), outcome: .repaired)
      trace.redaction = redaction
      Redactor().redact(&trace)
      #expect(!text(trace).contains("lovelace"))
      #expect(trace.redaction?.state == .done && trace.redaction?.rules == Redactor().version)
      #expect(trace.redaction?.replaced.contains { $0.rule == "email" } == true)
    }
  }

  @Test func `a name in front of a value is read with it`() {
    for (json, secret) in [
      (#"{"password":"hunter2horse"}"#, "hunter2horse"),
      (#"{"SecretAccessKey":"\#(random(40))"}"#, random(40)),
      (#"{"auth":{"api_key":"\#(random(32))"}}"#, random(32)),
      (#"{"phone_number":"030 1234567"}"#, "1234567"),
      (#"{"phones":["030/1234567"]}"#, "1234567"),
    ] {
      let trace = redacted(.text(Array(json.utf8)))
      #expect(!text(trace).contains(secret), "\(text(trace))")
      #expect((try? JSONDocument(Array(text(trace).utf8))) != nil)
    }
  }

  @Test func `readings that hide a value are looked through`() {
    let key = "sk-proj-" + random(48)
    for text in [
      "sk-\u{200B}proj-" + random(48), "\u{455}k-proj-" + random(48),
      "user%40example.com", "ada\u{FF20}x.org", "+49\u{A0}30\u{A0}1234567",
      "4111\u{2011}1111\u{2011}1111\u{2011}1111", "key_\(key)", "x\(secrets[11].text)",
      #"{'to': 'ada\u0040lovelace.org'"#,
    ] {
      let result = Redactor().redact(text)
      #expect(result != text, "\(text)")
      #expect(!result.contains(random(20)) && !result.contains("lovelace"), "\(result)")
    }
  }

  @Test func `escapes hide nothing`() {
    let trace = redacted(
      .text(Array(#"{"to": "ada\u0040lovelace.org", "j": "{\"to\":\"ada@x.org\"}"}"#.utf8)))
    #expect(!text(trace).contains("lovelace") && !text(trace).contains("ada@x.org"))
    #expect((try? JSONDocument(Array(text(trace).utf8))) != nil)
  }

  @Test func `a changed output is judged again, and the trace says where it differs`() {
    let schema = #"{"properties":{"to":{"type":"string","maxLength":20}}}"#
    let raw = "```json\n{\"to\": \"ada@lovelace.org\",}\n```"
    let trace = redacted(.text(Array(raw.utf8)), schema: schema, outcome: .repaired)
    #expect(trace.outcome == .repaired)
    #expect(trace.redaction?.outcome == .invalid)
    let wide = redacted(.text(Array(raw.utf8)), outcome: .repaired)
    #expect(wide.redaction?.outcome == nil)
    var bytes = Array(text(wide).utf8)
    for repair in wide.repairs.reversed() {
      #expect(Array(bytes[repair.span]) == repair.before)
      bytes.replaceSubrange(repair.span, with: repair.after)
    }
    #expect(bytes == wide.value)
    #expect(!String(decoding: wide.value!, as: UTF8.self).contains("lovelace"))
  }

  @Test func `calls, prompts and later attempts are looked through`() {
    var trace = Trace(
      id: "a", time: Timestamp(milliseconds: 0), surface: .tool,
      raw: .calls(
        json: Array(#"[{"id":"c1","name":"f","arguments":"{\"to\":\"ada@x.org\"}"}]"#.utf8)),
      outcome: .valid)
    trace.request.messages = Array(#"[{"role":"user","content":"I am eve@x.org"}]"#.utf8)
    trace.attempts = [.init(outcome: .valid, value: Array(#"{"to":"bob@x.org"}"#.utf8))]
    Redactor().redact(&trace)
    var writer = JSONWriter()
    writer.append(trace)
    let line = String(decoding: writer.bytes, as: UTF8.self)
    for name in ["ada@", "eve@", "bob@"] { #expect(!line.contains(name)) }
    #expect(trace.redaction?.replaced == [.init(rule: "email", count: 3)])
    #expect((try? Trace(json: writer.bytes)) == trace)
  }

  @Test func `rules of one's own come first, and wrong ones are named`() throws {
    let rules = #"{"rules":[{"id":"order","keywords":["ord-"],"pattern":"ORD-[0-9]{6}"}]}"#
    let redactor = try Redactor(rules: Array(rules.utf8))
    #expect(redactor.redact("see ORD-123456").hasPrefix("see <SECRET:order:"))
    for (text, part) in [
      ("{", "not JSON"), ("{}", "\"rules\""), (#"{"rules":[{"id":"A"}]}"#, "rules/0"),
      (#"{"rules":[{"id":"a"}]}"#, "rule a: `pattern`"),
      (#"{"rules":[{"id":"a","pattern":"("}]}"#, "cannot be used"),
      (#"{"rules":[{"id":"a","pattern":"x","check":"y"}]}"#, "no check"),
    ] {
      #expect {
        try Redactor(rules: Array(text.utf8))
      } throws: {
        ($0 as? RedactionError)?.message.contains(part) == true
      }
    }
  }

  @Test func `long hostile texts take no long time`() {
    let redactor = Redactor()
    let clock = ContinuousClock()
    let pieces = [
      "a@a.", "+1 ", "4111-", "sk-", "://a:", "password:\"", "-----BEGIN PRIVATE KEY-----", "GB82 ",
    ]
    for piece in pieces {
      let text = String(repeating: piece, count: 20_000)
      let time = clock.measure { _ = redactor.redact(text) }
      #expect(time < .seconds(8), "\(piece)")
    }
  }

  @Test func `several tasks may share one`() async throws {
    let redactor = Redactor()
    let secret = "sk-ant-api03-" + random(60)
    let traces = await withTaskGroup(of: Trace.self) { group in
      for n in 0..<32 {
        group.addTask {
          var trace = Trace(
            id: "a", time: Timestamp(milliseconds: 0), surface: .json,
            raw: .text(Array("{\"k\": \"\(secret)\"}".utf8)), outcome: .valid)
          trace.request.schema = Array(#"{"maxLength": \#(n % 3), "default": "\#(secret)"}"#.utf8)
          redactor.redact(&trace)
          return trace
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(traces.allSatisfy { $0.redaction?.replaced.map(\.count) == [2] })
    #expect(Set(traces.map { $0.request.schema }).count == 3)
  }
}
