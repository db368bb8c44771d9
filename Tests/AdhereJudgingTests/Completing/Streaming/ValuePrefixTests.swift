import AdhereTestSupport
import AdhereJudging
import AdhereSchema
import AdhereJSON
import AdhereRepair
import Testing

/// What the beginning of a value says, against the judge of whole ones.
@Suite struct ValuePrefixTests {
  /// Enough for every keyword to be broken many times.
  static let samples = Campaign.count(share: 0.03)

  @Test(arguments: ["none", "lossless", "safe"])
  func `no beginning of what conforms is dead`(_ tier: String) throws {
    var random = SplitMix64(11, tier)
    for _ in 0..<Self.samples {
      let sample = ConstrainedSample.make(&random)
      let text = Array(sample.tree.json.utf8)
      let schema = try compiled(sample)
      try #require(JSONDocument(text).withTape { schema.isValid($0) })
      let prefix = ValuePrefix(schema: schema, policy: policy(tier), isArguments: true)
      var last = PrefixVerdict.viable
      for byte in text {
        last = append([byte], to: prefix)
        if case .dead = last { break }
      }
      if tier == "none" { #expect(last == .complete, "\(text.shown) \(sample.schema.json)") }
      if case .dead(let reason) = last {
        Issue.record("\(reason): \(text.shown) \(sample.schema.json)")
        return
      }
    }
  }

  @Test(arguments: ["none", "lossless", "safe"])
  func `nothing mends what is dead`(_ tier: String) throws {
    var random = SplitMix64(12, tier)
    let policy = policy(tier)
    var dead = 0
    var keywords: Set<String> = []
    for _ in 0..<Self.samples {
      let sample = ConstrainedSample.make(&random)
      let contract = try contract(sample, policy)
      let schema = try compiled(sample)
      for _ in 0..<4 {
        let bad = ConstrainedSample.damaged(sample.tree, &random)
        var text = Array(bad.json.utf8)
        if random.one(in: 4) { text = Mutator.mutate(text, 1, &random) }
        guard let end = end(of: text, schema, policy, &keywords) else { continue }
        dead += 1
        let beginning = Array(text[..<end])
        var rests: [[UInt8]] = [Array(text[end...]), Array("}".utf8), Array("]}}".utf8), []]
        for _ in 0..<6 {
          rests.append(Mutator.mutate(Array(text[end...]), 1 + random.below(3), &random))
        }
        for rest in rests {
          let arguments = beginning + rest
          let judgement = contract.judge(
            Output(.calls([ToolCall(name: "f", arguments: arguments)])))
          guard judgement.outcome.isSuccess, !isAnotherValue(judgement) else { continue }
          Issue.record(
            "\(beginning.shown) ⟂ \(rest.shown) is \(judgement.outcome): \(judgement.calls!) by \(judgement.repairs.map(\.rule.id)) for \(sample.schema.json)"
          )
          return
        }
      }
    }
    print("\(tier): \(dead) beginnings are dead, for \(keywords.sorted())")
    #expect(dead > Self.samples / 4)
  }

  @Test(arguments: ["none", "safe"])
  func `the verdict does not depend on the split`(_ tier: String) throws {
    var random = SplitMix64(13, tier)
    for _ in 0..<Self.samples {
      let sample = ConstrainedSample.make(&random)
      let schema = try compiled(sample)
      let text = Array(ConstrainedSample.damaged(sample.tree, &random).json.utf8)
      func run(_ cut: (Int) -> Int) -> PrefixVerdict {
        let prefix = ValuePrefix(schema: schema, policy: policy(tier), isArguments: true)
        var verdict = PrefixVerdict.viable
        var start = 0
        while start < text.count {
          let size = min(max(1, cut(start)), text.count - start)
          verdict = append(Array(text[start..<start + size]), to: prefix)
          start += size
        }
        return verdict
      }
      let whole = run { _ in text.count }
      #expect(run { _ in 1 } == whole, "\(text.shown) \(sample.schema.json)")
      #expect(run { _ in random.below(9) } == whole, "\(text.shown) \(sample.schema.json)")
    }
  }

  @Test func `repairs that may still come are waited for`() throws {
    // Each could be mended, so nothing is said.
    let waiting = [
      (#"{"properties":{"n":{"type":"integer"}},"required":["n"]}"#, #"{"n":"5","#),
      (#"{"properties":{"n":{"enum":["celsius"]}}}"#, #"{"n":"Celsius","x""#),
      (#"{"properties":{"a":{"type":"array"}}}"#, #"{"a":{"b":1},"c":2"#),
      (#"{"properties":{"n":{"type":"string"}}}"#, #"{"n":5,"m":1,"#),
      (
        #"{"properties":{"user_name":{},"age":{}},"additionalProperties":false}"#,
        #"{"userName":"A","age":"#
      ),
      (
        #"{"properties":{"a":{},"b":{}},"required":["a"],"additionalProperties":false}"#,
        #"{"params":{"a":1"#
      ),
      (#"{"properties":{"n":{"type":"integer"}}}"#, #"{"n":null,"m":1,"#),
      (#"{"properties":{"n":{"maximum":3}}}"#, #"{"n":5"#),
      (#"{"properties":{"n":{"type":"number","maximum":3}}}"#, #"{"n":[5"#),
      (#"{"properties":{"n":{"maxLength":3,"enum":["abc"]}}}"#, #"{"n":" abc ","m":1,"#),
    ]
    for (schema, text) in waiting {
      #expect(verdict(schema, text, Policy()) == .viable, "\(schema) \(text)")
    }
    // None of these can.
    let over = [
      (#"{"properties":{"n":{"maximum":3}}}"#, #"{"n":5,"m""#, "schema: /n breaks maximum"),
      (
        #"{"properties":{"n":{"enum":["celsius"]}}}"#, #"{"n":"kelvin","m""#,
        "schema: /n breaks enum"
      ),
      (#"{"properties":{"n":{"type":"integer"}}}"#, #"{"n":{"#, "type: /n breaks type"),
      (#"{"properties":{"n":{"type":"integer"}}}"#, #"{"n":[1,{"#, "type: /n breaks type"),
      (
        #"{"properties":{"n":{"type":"array","maxItems":1}}}"#, #"{"n":[1,2,3,"#,
        "schema: /n breaks maxItems"
      ),
      (
        #"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"a":1,"wind":5,"b""#,
        "schema: the whole value breaks additionalProperties"
      ),
    ]
    for (schema, text, reason) in over {
      guard case .dead(let abort) = verdict(schema, text, Policy()) else {
        Issue.record("\(schema) \(text) is not dead")
        continue
      }
      #expect(abort.description == reason)
    }
  }

  @Test func `a policy that may drop anything says nothing`() {
    let schema = #"{"properties":{"n":{"maximum":3}}}"#
    #expect(verdict(schema, #"{"n":5,"m":1}"#, Policy(tier: .guess)) == .viable)
  }

  @Test func `the time grows with the text, not with its square`() throws {
    func steps(_ count: Int) throws -> Double {
      let schema = try CompiledSchema(
        JSONDocument(
          Array(
            ##"{"$defs":{"n":{"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"b":{"type":"array","items":{"type":"integer","maximum":5}}}}},"$ref":"#/$defs/n"}"##
              .utf8)))
      let text = Array(
        (String(repeating: #"{"b":[1,2,3],"a":"#, count: count)
          + String(repeating: "}", count: count)).utf8)
      let prefix = ValuePrefix(schema: schema, policy: .none)
      let clock = ContinuousClock()
      return clock.measure { for byte in text { _ = append([byte], to: prefix) } } / .seconds(1)
    }
    _ = try steps(500)
    let small = try (0..<3).map { _ in try steps(2_000) }.min()!
    let large = try (0..<3).map { _ in try steps(16_000) }.min()!
    #expect(large < small * 8 * 4, "\(small) s, then \(large) s for eight times as much")
  }

  // MARK: - Helpers

  private func policy(_ tier: String) -> Policy {
    tier == "none" ? .none : Policy(tier: tier == "lossless" ? .lossless : .safe)
  }

  private func compiled(_ sample: ConstrainedSample) throws -> CompiledSchema {
    try CompiledSchema(JSONDocument(Array(sample.schema.json.utf8)))
  }

  private func contract(_ sample: ConstrainedSample, _ policy: Policy) throws -> Contract {
    try Contract(
      tools: Array(
        #"[{"type":"function","function":{"name":"f","parameters":\#(sample.schema.json)}}]"#.utf8),
      policy: policy)
  }

  private func append(_ bytes: [UInt8], to prefix: ValuePrefix) -> PrefixVerdict {
    bytes.withUnsafeBufferPointer { prefix.append($0) }
  }

  /// Bytes of the shortest beginning that is dead; it stays dead to the end.
  private func end(
    of text: [UInt8], _ schema: CompiledSchema, _ policy: Policy, _ keywords: inout Set<String>
  ) -> Int? {
    let prefix = ValuePrefix(schema: schema, policy: policy, isArguments: true)
    var end: Int?
    for (i, byte) in text.enumerated() {
      let verdict = append([byte], to: prefix)
      if case .dead(let abort) = verdict {
        if end == nil { end = i + 1 }
        keywords.insert(String(abort.description.split(separator: " ").last!))
      } else {
        #expect(end == nil)
      }
    }
    return end
  }

  private func verdict(_ schema: String, _ text: String, _ policy: Policy) -> PrefixVerdict {
    let schema = try! CompiledSchema(JSONDocument(Array(schema.utf8)))
    let prefix = ValuePrefix(schema: schema, policy: policy, isArguments: true)
    var last = PrefixVerdict.viable
    for byte in text.utf8 { last = append([byte], to: prefix) }
    return last
  }

  /// What was taken is a value behind the first one, which the verdict is not about.
  ///
  /// So is another reading of a text whose marks are broken behind its beginning.
  private func isAnotherValue(_ judgement: Judgement) -> Bool {
    let rules: Set<Rule> = [
      .stripProse, .repeatedAnswer, .extraClose, .earlyClose, .extraOpen, .missingOpen,
      .missingClose, .mismatchedClose, .wrongMark, .swappedMarks, .strayMark, .strayQuote,
      .missingStartQuote, .missingEndQuote, .lookAlikeMark, .repeatedComma,
    ]
    return judgement.repairs.contains { repair in
      ([repair.rule] + repair.with).contains { rules.contains($0) }
    }
  }
}
