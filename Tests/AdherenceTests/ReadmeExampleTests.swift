import Adherence
import OutputRepair
import Testing

/// The library example of the README, line by line; a test of the command compares the two.
@Test func `the library example of the README`() throws {
  var printed: [String] = []
  func print(_ items: Any...) {
    printed.append(items.map { "\($0)" }.joined(separator: " "))
  }

  let schema = #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#
  let contract = try Contract(schema: Array(schema.utf8))
  let judgement = contract.judge(Output(text: #"Here you are: {"age": "36",}"#))
  switch judgement.outcome {
  case .valid, .repaired: print(String(decoding: judgement.value!, as: UTF8.self))  // {"age": 36}
  default: print(judgement.violations)
  }
  for repair in judgement.repairs { print(repair.rule.id, repair.span) }

  #expect(printed.first == #"{"age": 36}"#)
  #expect(printed.contains { $0.hasPrefix("string-to-number ") })
}
