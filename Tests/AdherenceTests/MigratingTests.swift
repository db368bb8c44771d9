import Adherence
import Foundation
import Testing

/// What the page on migrating says of requests and answers is what is read.
@Suite struct MigratingTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func page() throws -> String {
    try String(
      contentsOf: root.appendingPathComponent("Sources/Adherence/Adherence.docc/Migrating.md"),
      encoding: .utf8)
  }

  /// Cells of the rows that begin with a word.
  static func row(_ word: String) throws -> [String] {
    let line = try #require(
      page().split(separator: "\n").first { $0.hasPrefix("| \(word) |") }, "\(word)")
    return line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }

  static func words(_ cell: String) -> [String] {
    cell.matches(of: #/`([^`]+)`/#).map { String($0.1) }
  }

  static func sample(_ name: String) throws -> [UInt8] {
    Array(
      try Data(contentsOf: root.appendingPathComponent("schemas/samples/migration/\(name).json")))
  }

  @Test(arguments: [
    ("done", FinishReason.stop), ("calls", .toolCalls), ("cut off", .length),
    ("filtered", .contentFilter),
  ])
  func `the words for an end are read as the page says`(
    _ row: String, _ reason: FinishReason
  ) throws {
    let words = Self.words(try Self.row(row)[1])
    #expect(words.count >= 2)
    for word in words { #expect(FinishReason(word: word) == reason, "\(word)") }
  }

  @Test(arguments: ["chat-request", "responses-request", "messages-request"])
  func `the three forms ask the same`(_ name: String) throws {
    let request = try ChatRequest(Self.sample(name))
    #expect(request.tools != nil)
    #expect(request.toolChoice == .required)
    #expect(!request.parallelToolCalls)
    #expect(request.maximumTokens == 512)
    _ = try CompletionContract(request: request)
  }

  @Test func `members that the page names are those of the samples`() throws {
    let files = ["chat-request", "responses-request", "messages-request"]
    for row in ["conversation", "limit of tokens"] {
      for (cell, name) in zip(try Self.row(row).dropFirst(), files) {
        let text = String(decoding: try Self.sample(name), as: UTF8.self)
        #expect(text.contains("\"\(Self.words(cell)[0])\":"), "\(row): \(cell)")
      }
    }
  }

  @Test(arguments: [
    ("chat-request", "openai-chat"), ("chat-request", "together"), ("chat-request", "fireworks"),
    ("responses-request", "openai-responses"), ("messages-request", "anthropic"),
  ])
  func `every provider gives the same call`(_ asked: String, _ answer: String) async throws {
    struct Weather: Decodable, Equatable {
      var city: String
      var days: Int
    }
    let request = try ChatRequest(Self.sample(asked))
    let body = try Self.sample(answer)
    let reply = try await Middleware().complete(request) { _ in body }
    #expect(try reply.decode(Weather.self) == Weather(city: "Paris", days: 2))
  }

  @Test func `a schema of Anthropic's requests is judged`() async throws {
    let body = #"""
      {"type":"message","role":"assistant","content":[{"type":"text","text":"{\"age\":-1}"}],
      "stop_reason":"end_turn"}
      """#
    let request = try ChatRequest(
      Array(
        #"{"max_tokens":9,"messages":[],"output_config":{"format":{"type":"json_schema","schema":{"properties":{"age":{"minimum":0}}}}}}"#
          .utf8))
    let reply = try await Middleware().complete(request) { _ in Array(body.utf8) }
    #expect(reply.outcome == .invalid)
  }

  @Test(arguments: [
    (
      #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
      429
    ),
    (
      #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}"#,
      400
    ),
    (#"{"type":"error","error":{"type":"billing_error","message":"Payment is due"}}"#, 402),
  ])
  func `a balance that is used up is asked no second time`(_ body: String, _ status: Int) {
    let error = ChatBody(Array(body.utf8), status: status).completion.error
    #expect(error?.kind == .quota)
    let decision = RetryPolicy().decide(
      status: status, header: { _ in nil }, error: error, try: 1, now: 0, chance: 0)
    #expect(decision == .giveUp(.notRetryable))
  }
}
