import Foundation
import AdhereSchema
import AdhereJSON
import Testing

/// Schemas and values made to cost much end within a bound.
struct HostileTests {
  @Test func exponentialFanOutEnds() throws {
    var definitions: [String] = []
    for i in 0..<60 {
      let next = "{\"$ref\":\"#/$defs/d\(i + 1)\",\"title\":\"a\"}"
      definitions.append(
        "\"d\(i)\":{\"allOf\":[\(next),{\"$ref\":\"#/$defs/d\(i + 1)\",\"minLength\":0}]}")
    }
    definitions.append("\"d60\":{\"type\":\"integer\"}")
    let schema = try compiled(
      "{\"$defs\":{\(definitions.joined(separator: ","))},\"$ref\":\"#/$defs/d0\"}"
    ) { $0.maximumSteps = 100_000 }
    #expect(try !schema.accepts("1"))
    let violations = try schema.violations(of: "1")
    #expect(String(decoding: violations[0].params, as: UTF8.self) == #"{"limit":100000}"#)
  }

  @Test func manyBranches() throws {
    let branches = (0..<10_000).map { "{\"const\":\($0)}" }.joined(separator: ",")
    let schema = try compiled("{\"anyOf\":[\(branches)]}")
    #expect(try schema.accepts("9999"))
    #expect(try !schema.accepts("10000"))
    #expect(try schema.violations(of: "10000").count == 1)
  }

  @Test func largeEnum() throws {
    let values = (0..<200_000).map { "\"value number \($0)\"" }.joined(separator: ",")
    let schema = try compiled("{\"enum\":[\(values)]}")
    #expect(try schema.accepts("\"value number 199999\""))
    #expect(try !schema.accepts("\"value number 200000\""))
  }

  @Test func longReferenceChain() throws {
    let definitions = (0..<20_000).map { "\"d\($0)\":{\"$ref\":\"#/$defs/d\($0 + 1)\"}" }
    let schema = try compiled(
      "{\"$defs\":{\(definitions.joined(separator: ",")),\"d20000\":{\"type\":\"null\"}},\"$ref\":\"#/$defs/d0\"}"
    )
    #expect(try schema.accepts("null"))
    #expect(try !schema.accepts("1"))
  }

  @Test func deepInstance() throws {
    let schema = try compiled(##"{"items":{"$ref":"#"},"type":"array"}"##)
    func nested(_ depth: Int) throws -> JSONDocument {
      let text =
        [UInt8](repeating: UInt8(ascii: "["), count: depth)
        + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
      return try JSONDocument(text, options: ParseOptions(maximumDepth: 1 << 20))
    }
    let usual = try nested(1_024)
    #expect(usual.withTape { schema.isValid($0) })
    let extreme = try nested(100_000)
    #expect(extreme.withTape { !schema.isValid($0) })
    let violations = extreme.withTape { schema.violations($0) }
    #expect(String(decoding: violations[0].params, as: UTF8.self) == #"{"limit":4096}"#)
  }

  @Test func limitsHoldInsideNot() throws {
    let schema = try compiled(##"{"not":{"items":{"$ref":"#/not"},"type":"array"}}"##) {
      $0.maximumDepth = 10
    }
    let text = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
    #expect(try !schema.accepts(text))
    #expect(try !schema.violations(of: text).isEmpty)
  }

  @Test func costlyPattern() throws {
    let schema = try compiled(#"{"pattern":"^(a|a)*(?=b)(a|a)*\\1$"}"#)
    let text = "\"" + String(repeating: "a", count: 200) + "!\""
    #expect(try !schema.accepts(text))
    #expect(try schema.violations(of: text).first?.keyword == "pattern")
    // Where no violation is noted the pattern is named all the same.
    let negated = try compiled(#"{"not":{"pattern":"^(a|a)*(?=b)(a|a)*\\1$"}}"#)
    let violation = try #require(try negated.violations(of: text).first)
    #expect(violation.keyword == "pattern")
    #expect(violation.message.hasPrefix("is too costly to match against pattern"))
  }

  /// The largest limits are none: what is granted for each node does not turn them negative.
  @Test func limitsWithoutEnd() throws {
    for raise in [
      { $0.maximumPatternWork = .max }, { $0.maximumSteps = .max }, { $0.stepsPerNode = .max },
    ] as [(inout SchemaOptions) -> Void] {
      let schema = try compiled(#"{"items":{"pattern":"^(?=a)(a+)+$"}}"#) { raise(&$0) }
      #expect(try schema.accepts(#"["aa","aaa"]"#))
    }
  }

  /// Each match has a limit, and so has their sum, which is said by its own name.
  @Test func manyCostlyPatterns() throws {
    let rules = (0..<200).map { #""^(b?)(?=\\1(a+)+\#($0)$)":{"type":"null"}"# }
      .joined(separator: ",")
    let schema = try compiled("{\"patternProperties\":{\(rules)}}") {
      $0.maximumPatternWork = 100_000
    }
    let keys = (0..<200).map { "\"" + String(repeating: "a", count: 20) + "\($0)!\":1" }
    let value = "{" + keys.joined(separator: ",") + "}"
    let time = try ContinuousClock().measure {
      let accepted = try schema.accepts(value)
      #expect(!accepted)
    }
    #expect(time < .seconds(20))
    // At most 32 matches are tried to the end.
    let violations = try schema.violations(of: value)
    #expect(violations.count < 40)
    let last = try #require(violations.last)
    #expect(last.message == "takes more work to match against patterns than the limit of 100000")
    #expect(String(decoding: last.params, as: UTF8.self) == #"{"limit":100000}"#)
    // Without a lookaround none of them is costly.
    let linear = (0..<20).map { #""^(a+)+\#($0)$":{"type":"null"}"# }.joined(separator: ",")
    #expect(try compiled("{\"patternProperties\":{\(linear)}}").accepts(value))
  }

  /// The limit that was met is named, also where an applicator turns the verdict round.
  @Test func limitsByTheirOwnNames() throws {
    func message(_ schema: String, _ value: String) throws -> [String] {
      let options = ParseOptions(maximumDepth: 1 << 20)
      let document = try JSONDocument(Array(value.utf8), options: options)
      let schema = try compiled(schema)
      return document.withTape { schema.violations($0) }.map(\.message)
    }
    func nested(_ depth: Int, _ middle: String = "") -> String {
      String(repeating: "[", count: depth) + middle + String(repeating: "]", count: depth)
    }
    let deep = "is nested deeper than 4096 schema applications, the limit"
    let recursive = ##""$defs":{"r":{"not":{"items":{"$ref":"#/$defs/r"}}}}"##
    #expect(try message(##"{"not":{"$ref":"#/$defs/r"},\##(recursive)}"##, nested(2_060)) == [deep])
    let choice = ##"{"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"integer"}]}"##
    #expect(try message(choice, nested(1_000, "5")) == [])
    #expect(try message(choice, nested(4_000, "5")) == [deep])
    let digits = String(repeating: "7", count: 20_000)
    let divided = try message("{\"not\":{\"multipleOf\":\(digits)}}", digits + "7")
    #expect(divided == ["holds a number that is too long to be divided"])
    for keyword in ["if", "contains"] {
      let costly = try message(
        #"{"\#(keyword)":{"pattern":"^(a|a)*(?=b)(a|a)*\\1$"}}"#,
        keyword == "if"
          ? "\"" + String(repeating: "a", count: 200) + "!\""
          : "[\"" + String(repeating: "a", count: 200) + "!\"]")
      #expect(costly.count == 1)
      #expect(costly[0].hasPrefix("is too costly to match against pattern"), "\(costly)")
    }
  }

  /// What takes too many applications is told once.
  @Test func tooManyStepsAreToldOnce() throws {
    var definitions = ##""d0":{"type":"integer"}"##
    for i in 1...30 {
      let inner = ##"{"$ref":"#/$defs/d\##(i - 1)"}"##
      definitions += ##","d\##(i)":{"allOf":[\##(inner),\##(inner)]}"##
    }
    let schema = try compiled(##"{"items":{"$ref":"#/$defs/d30"},"$defs":{\##(definitions)}}"##) {
      $0.maximumSteps = 10_000
    }
    let violations = try schema.violations(of: "[1,2,3,4]")
    #expect(
      violations.map(\.message) == [
        "takes more than 10000 schema applications to validate, the limit"
      ])
  }

  @Test func hugeNumbers() throws {
    let digits = String(repeating: "7", count: 20_000)
    let schema = try compiled("{\"multipleOf\":\(digits)}")
    let violations = try schema.violations(of: digits + "7")
    #expect(violations.count == 1)
    #expect(try compiled(#"{"multipleOf":1e-1000000000}"#).accepts("1"))
    #expect(try compiled(#"{"maximum":1e1000000000}"#).accepts("1e999999999"))
  }

  @Test func uniqueItemsIsLinear() throws {
    let schema = try compiled(#"{"uniqueItems":true}"#)
    let small = (0..<2_000).map { "{\"k\":[\($0)]}" }.joined(separator: ",")
    let large = (0..<200_000).map { "{\"k\":[\($0)]}" }.joined(separator: ",")
    #expect(try schema.accepts("[\(small)]"))
    #expect(try schema.accepts("[\(large)]"))
    #expect(try !schema.accepts("[\(large),{\"k\":[0]}]"))
  }

  /// Steps alone are no bound of the time: each of them may look at a large value.
  @Test(arguments: [
    ("{\"additionalProperties\":{\"type\":\"integer\"}}", "{", "}"),
    ("{\"items\":{\"type\":\"integer\"}}", "[", "]"), ("{\"uniqueItems\":true}", "[", "]"),
  ])
  func fanOutOverALargeValueEnds(_ leaf: String, _ opening: String, _ closing: String) throws {
    var definitions = #""d0":\#(leaf)"#
    for i in 1...40 {
      definitions +=
        ##","d\##(i)":{"allOf":[{"$ref":"#/$defs/d\##(i - 1)"},{"$ref":"#/$defs/d\##(i - 1)"}]}"##
    }
    let schema = try compiled(##"{"$ref":"#/$defs/d40","$defs":{\##(definitions)}}"##) {
      $0.maximumSteps = 100_000
      $0.stepsPerNode = 1
    }
    let members = (0..<20_000).map { opening == "{" ? "\"k\($0)\":\($0)" : "\($0)" }
    let value = opening + members.joined(separator: ",") + closing
    let time = try ContinuousClock().measure {
      let accepted = try schema.accepts(value)
      #expect(!accepted)
    }
    #expect(time < .seconds(20))
    #expect(try Set(schema.violations(of: value).map(\.keyword)) == ["$ref"])
  }

  /// Ten times the elements take about ten times as long, not a hundred times: by the processor
  /// time of this thread, whatever else the machine does.
  @Test func uniqueItemsGrowsWithTheElements() throws {
    let schema = try compiled(#"{"uniqueItems":true}"#)
    func seconds() -> Double {
      var now = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
      return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
    func time(_ count: Int) throws -> Double {
      let items = (0..<count).map { "\"\($0 * 7_919)\"" }.joined(separator: ",")
      let document = try json("[\(items)]")
      return document.withTape { tape in
        (0..<3).map { _ in
          let start = seconds()
          #expect(schema.isValid(tape))
          return seconds() - start
        }.min()!
      }
    }
    let small = try time(10_000)
    let large = try time(100_000)
    #expect(large < small * 40)
  }

  @Test func propertyNamesThatCollide() throws {
    // The hash looks at both ends and the length only.
    let names = (0..<3_000).map { "aaaaaaaa\(10_000 + $0)zzzzzzzz" }
    let properties = names.map { "\"\($0)\":{\"type\":\"integer\"}" }.joined(separator: ",")
    let schema = try compiled("{\"properties\":{\(properties)},\"additionalProperties\":false}")
    let value = names.map { "\"\($0)\":1" }.joined(separator: ",")
    #expect(try schema.accepts("{\(value)}"))
    #expect(try !schema.accepts("{\(value),\"aaaaaaaa09999zzzzzzzz\":1}"))
  }
}
