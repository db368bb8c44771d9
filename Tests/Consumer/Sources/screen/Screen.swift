import Adherence

// Everything here belongs to the main actor, as in an application with that default.

/// An answer without a network.
func answer() -> [UInt8] {
  Array(
    #"{"choices":[{"index":0,"message":{"content":"{'a':1}"},"finish_reason":"stop"}]}"#.utf8)
}

struct Screen {
  var asked = 0

  mutating func ask(_ request: ChatRequest) async throws -> Reply {
    asked += 1
    return try await Middleware().complete(request) { _ in answer() }
  }
}

@main
struct Program {
  static func main() async throws {
    let request = try ChatRequest(
      model: "m", messages: [.user("say \"hi\"")], responseFormat: .json)
    var screen = Screen()
    let reply = try await screen.ask(request)
    precondition(reply.outcome == .repaired && screen.asked == 1)
    let task = Task { try await Middleware().complete(request) { _ in answer() }.outcome }
    let outcome = try await task.value
    precondition(outcome == .repaired)
    print("screen: the main actor asks")
  }
}
