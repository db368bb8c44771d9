import Adherence

// A type of the application's own with a name that Adhere has too: `Adherence.Output` is the other.
struct Output { let text: String }

let schema = #"{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}"#

// A contract with a policy, a judgement, its repairs by rule and span.
let contract = try Contract(schema: Array(schema.utf8), policy: Policy(tier: .lossless))
let output = Output(text: "Here you are: {'age': 36,}")
let judgement = contract.judge(Adherence.Output(text: output.text))
precondition(judgement.outcome == .repaired)
precondition(judgement.value.map { String(decoding: $0, as: UTF8.self) } == #"{"age": 36}"#)
let repairs: [Repair] = judgement.repairs
precondition(repairs.map(\.rule.id).contains("trailing-comma"))
precondition(repairs.allSatisfy { $0.tier == Tier.lossless && !$0.span.isEmpty })
let strict = Contract(any: .json, policy: Policy(tier: nil)).judge(
  Adherence.Output(text: "{'a':1}"))
precondition(strict.outcome == .unreadable && strict.repairs.isEmpty)
let violations: [Violation] = contract.judge(Adherence.Output(text: #"{"age":"old"}"#)).violations
precondition(violations.first?.instancePath == "/age" && violations.first?.keyword == "type")

// Around a completion, with a recorder.
struct Person: Decodable { var age: Int }
let recorder = AdherenceRecorder(provider: "together")
let middleware = Middleware(recorder: recorder)
let request = try ChatRequest(
  Array(
    #"{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":"#.utf8)
    + Array(#"{"name":"person","schema":\#(schema)}}}"#.utf8))
let reply = try await middleware.complete(request, attempts: 3) { _ in
  Array(
    #"{"choices":[{"index":0,"message":{"content":"{\"age\":\"36\"}"},"finish_reason":"stop"}]}"#
      .utf8)
}
precondition(reply.outcome == .repaired)
let person = try reply.decode(Person.self)
precondition(person.age == 36)
precondition(recorder.tallies.outputs == 1)
let exposition = Metrics(recorder.tallies).text(.prometheus)
precondition(String(decoding: exposition, as: UTF8.self).contains(#"outcome="repaired"} 1"#))
precondition(Timestamp(milliseconds: 0).description == "1970-01-01T00:00:00.000Z")
print("consumer: all that an application names is in Adherence")
