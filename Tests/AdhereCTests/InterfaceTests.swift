import AdhereJudging
import AdhereTestSupport
import Foundation
import Testing

@testable import AdhereC

/// The C interface, called as C does.
@Suite struct InterfaceTests {
  private static let schema =
    #"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#

  private func contract(_ source: String, _ options: String = "") -> UnsafeMutableRawPointer? {
    let (source, options) = (Array(source.utf8), Array(options.utf8))
    return adhereContractNew(source, source.count, options, options.count, nil, 0)
  }

  private func judge(
    _ judge: UnsafeMutableRawPointer?, _ text: String, _ about: String = ""
  ) -> Int32 {
    let (text, about) = (Array(text.utf8), Array(about.utf8))
    return adhereJudgeText(judge, text, text.count, about, about.count)
  }

  private func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func records(_ judge: UnsafeMutableRawPointer?) -> String {
    var count = 0
    return text(adhereJudgeRecords(judge, &count), count)
  }

  @Test func `the header declares what is exported, and nothing else`() throws {
    func names(_ pattern: Regex<(Substring, Substring)>, _ text: String) -> Set<String> {
      Set(text.matches(of: pattern).map { String($0.output.1) })
    }
    let folder = "Sources/AdhereC"
    let header = String(
      decoding: try Repository.bytes("\(folder)/include/adhere.h"), as: UTF8.self)
    var exported: Set<String> = []
    for file in try Repository.files(in: folder, suffix: ".swift") {
      let source = String(decoding: try Repository.bytes("\(folder)/\(file)"), as: UTF8.self)
      exported.formUnion(names(/@_cdecl\("(\w+)"\)/, source))
    }
    let declared = names(/(?m)^[a-z].*\b(adhere_\w+)\(/, header)
    #expect(exported == declared)
    #expect(exported.count >= 15)
  }

  @Test func `texts are judged, and their records are those of the filter`() {
    let contract = contract(InterfaceTests.schema)
    let object = adhereJudgeNew(contract)
    // A judge keeps what it needs of its contract.
    adhereContractFree(contract)
    defer { adhereJudgeFree(object) }
    #expect(judge(object, #"{"n":1}"#) == 0)
    #expect(
      records(object)
        == #"{"id":null,"model":null,"outcome":"valid","value":{"n":1},"repairs":[],"violations":[],"warnings":[]}"#
        + "\n")
    var count = 0
    #expect(judge(object, "{n:1,}") == 1)
    #expect(text(adhereJudgeValue(object, &count), count) == #"{"n":1}"#)
    #expect(records(object).contains(#""outcome":"repaired""#))
    #expect(adhereJudgeValue(object, &count) == nil)
    #expect(judge(object, "{n:1,}", #"{"id":7,"model":"m","provider":"p"}"#) == 1)
    #expect(records(object).hasPrefix(#"{"id":7,"model":"m","provider":"p","outcome":"repaired""#))
    #expect(judge(object, #"{"n":"x"}"#) == 2)
    #expect(judge(object, "") == 3)
    #expect(judge(object, #"{"n":1"#, #"{"finish_reason":"length"}"#) == 4)
    #expect(judge(object, #"{"n":1}"#, "[]") == -2)
    #expect(records(object).contains("must be a JSON object"))
    #expect(judge(object, #"{"n":1}"#, #"{"partial":1}"#) == -2)
  }

  @Test func `calls, bodies and streams`() {
    let request =
      #"{"tools":[{"type":"function","function":{"name":"f","parameters":\#(InterfaceTests.schema)}}]}"#
    let contract = contract(request, #"{"kind":"request","counts":true}"#)
    let object = adhereJudgeNew(contract)
    defer {
      adhereJudgeFree(object)
      adhereContractFree(contract)
    }
    let calls = Array(#"[{"name":"f","arguments":"{\"n\":\"1\"}"}]"#.utf8)
    #expect(adhereJudgeCalls(object, calls, calls.count, nil, 0) == 1)
    let body = Array(
      #"{"choices":[{"message":{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{n:1}"}}]},"finish_reason":"tool_calls"}]}"#
        .utf8)
    #expect(adhereJudgeBody(object, body, body.count, 200, nil, 0) == 1)
    var count = 0
    let handedOn = text(adhereJudgeHandedOn(object, &count), count)
    #expect(handedOn.contains(#"{\"n\":1}"#))
    #expect(records(object).contains(#""outcome":"repaired""#))
    let tallies = text(adhereJudgeTallies(object, &count), count)
    #expect(tallies.contains(#""repaired""#))
    let stream = adhereStreamNew(contract, nil, 0)
    defer { adhereStreamFree(stream) }
    let event = Array(
      (#"data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c","type":"function","function":{"name":"f","arguments":"{n:1}"}}]},"finish_reason":"tool_calls"}]}"#
        + "\n\n").utf8)
    #expect(adhereStreamFeed(stream, event, event.count) == 0)
    _ = adhereStreamHandedOn(stream, &count)
    #expect(count == 0)
    #expect(adhereStreamFinish(stream) == 1)
    #expect(text(adhereStreamHandedOn(stream, &count), count).contains(#"{\"n\":1}"#))
    #expect(text(adhereStreamRecords(stream, &count), count).contains("repaired"))
    #expect(adhereStreamFinish(stream) == -3)
    #expect(adhereStreamFeed(stream, event, event.count) == -3)
  }

  @Test func `outcomes have the numbers that the header gives them`() throws {
    let header = String(
      decoding: try Repository.bytes("Sources/AdhereC/include/adhere.h"), as: UTF8.self)
    for outcome in Outcome.allCases {
      let line = "ADHERE_\(outcome.rawValue.uppercased()) = \(Status.of(outcome)),"
      #expect(header.contains(line), "\(line)")
    }
  }

  @Test func `a request that asks for several things, or none, judges whole answers`() {
    for request in [
      #"{"tools":[{"type":"function","function":{"name":"f"}}],"response_format":{"type":"json_object"}}"#,
      "{}",
    ] {
      let contract = contract(request, #"{"kind":"request"}"#)
      let object = adhereJudgeNew(contract)
      #expect(judge(object, "{}") == -2)
      #expect(records(object).contains("judge its whole answer"))
      let body = Array(#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#.utf8)
      #expect(adhereJudgeBody(object, body, body.count, 200, nil, 0) >= 0)
      adhereJudgeFree(object)
      adhereContractFree(contract)
    }
    let contract = contract("{}", #"{"kind":"any-call"}"#)
    let object = adhereJudgeNew(contract)
    for calls in ["{}", "1", "[1]", "["] {
      let bytes = Array(calls.utf8)
      #expect(adhereJudgeCalls(object, bytes, bytes.count, nil, 0) == -2, "\(calls)")
    }
    adhereJudgeFree(object)
    adhereContractFree(contract)
  }

  @Test func `what cannot be used is told, with its place`() {
    var error = [UInt8](repeating: 1, count: 200)
    func message(_ source: String, _ options: String) -> String {
      let (source, options) = (Array(source.utf8), Array(options.utf8))
      let made = adhereContractNew(
        source, source.count, options, options.count, &error, error.count)
      #expect(made == nil)
      return String(decoding: error.prefix { $0 != 0 }, as: UTF8.self)
    }
    #expect(message(#"{"type":1}"#, "").contains(#""offset":8"#))
    #expect(message("{", "").contains("is not JSON"))
    #expect(message("{}", #"{"repairs":"safe"}"#).contains(#"there is no option \"repairs\""#))
    #expect(message("{}", #"{"repair":"most"}"#).contains("none, lossless, safe or guess"))
    #expect(message("{}", #"{"form":"Hermes"}"#).contains("native, json, hermes, python, xml"))
    #expect(message("{}", #"{"allow":["no-rule"]}"#).contains(#"there is no rule \"no-rule\""#))
    #expect(message("[]", #"{"kind":"tools"}"#).contains("names no tool"))
    error = [UInt8](repeating: 1, count: 10)
    #expect(message("{", "").utf8.count == 9)
  }

  @Test func `handles that are none, and lengths that cannot be`() {
    let made = contract("{}")
    let object = adhereJudgeNew(made)
    defer {
      adhereJudgeFree(object)
      adhereContractFree(made)
    }
    let wrong: [UnsafeMutableRawPointer?] = [
      nil, made, UnsafeMutableRawPointer(bitPattern: 1),
    ]
    for handle in wrong {
      #expect(judge(handle, "{}") == -1)
      #expect(adhereJudgeRecords(handle, nil) == nil)
      #expect(adhereStreamFinish(handle) == -1)
      adhereJudgeFree(handle)
    }
    #expect(adhereJudgeNew(object) == nil)
    #expect(adhereStreamNew(object, nil, 0) == nil)
    #expect(adhereJudgeText(object, nil, 1, nil, 0) == -1)
    #expect(adhereJudgeText(object, [1], -1, nil, 0) == -1)
    #expect(adhereJudgeText(object, [1], 1 << 31, nil, 0) == -1)
    #expect(adhereJudgeText(object, nil, 0, nil, 0) == 3)
    #expect(adhereContractNew([1], 1 << 31, nil, 0, nil, 0) == nil)
    // The contract was none of the judges that were freed.
    #expect(judge(object, "{}") == 0)
  }

  @Test func `threads share a contract`() async {
    let made = contract(InterfaceTests.schema)
    let address = UInt(bitPattern: made)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask {
          let object = adhereJudgeNew(UnsafeMutableRawPointer(bitPattern: address))
          defer { adhereJudgeFree(object) }
          return (0..<200).allSatisfy { i in
            let text = Array("{n:\(number * 1_000 + i)}".utf8)
            guard adhereJudgeText(object, text, text.count, nil, 0) == 1 else { return false }
            var count = 0
            let record = adhereJudgeRecords(object, &count)
            return String(decoding: UnsafeBufferPointer(start: record, count: count), as: UTF8.self)
              .contains("\"value\":{\"n\":\(number * 1_000 + i)}")
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
    adhereContractFree(made)
  }
}
