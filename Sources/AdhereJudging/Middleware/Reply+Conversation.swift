public import AdhereWire

extension Reply {
  /// The first choice's conforming calls, repaired, with their ids; empty where there are none. A
  /// call that came without an id, as those that were written in the text, has one that is made for
  /// it: the same answer gets the same ones.
  public var calls: [ToolCall] {
    guard outcome.isSuccess, let choice = judgement.choices.first,
      var calls = choice.judgement.calls
    else { return [] }
    let ids = given(choice, calls)
    let prefix = completion.api == .messages ? "toolu_adhere" : "call_adhere"
    for number in calls.indices {
      calls[number].id =
        ids[number] ?? prefix + CallsInText.digits(seed, choice.choice, number)
    }
    return calls
  }

  /// What tells the answer from others of its conversation.
  private var seed: [UInt8] {
    let id = Array((completion.id ?? "").utf8)
    // Where answers have no ids, the requests before them grow.
    return id.isEmpty ? Array("\(attempts[attempts.count - 1].request.bytes.count)".utf8) : id
  }

  /// The ids that the provider gave the calls.
  private func given(_ choice: ChoiceJudgement, _ calls: [ToolCall]) -> [String?] {
    let none = [String?](repeating: nil, count: calls.count)
    guard completion.choices.indices.contains(choice.choice),
      case .calls(let places) = choice.subject, places.count == calls.count
    else { return none }
    let came = completion.choices[choice.choice].message.toolCalls
    var seen: Set<String> = []
    return places.map { place in
      // Some servers give all calls one id; a result could not say which of them it answers.
      guard let id = came[place].id, !id.isEmpty, seen.insert(id).inserted else { return nil }
      return id
    }
  }

  /// What the model answered, as the message that the next request begins with: repaired, its calls
  /// with their ids. Nil where the answer does not conform, or there is none. Thinking is left out: an
  /// answer of Anthropic's that has to go back with its signature goes back as it came
  /// (`RequestMessage(json:)`), and so do calls of tools that take text.
  ///
  ///     var request = request
  ///     while true {
  ///       let reply = try await client.complete(request)
  ///       guard !reply.calls.isEmpty, let message = reply.assistantMessage else { break }
  ///       request = try request.appending(message)
  ///       request = try request.appending(reply.calls.map { .tool(run($0), for: $0) })
  ///     }
  public var assistantMessage: RequestMessage? {
    guard outcome.isSuccess, let choice = judgement.choices.first,
      completion.choices.indices.contains(choice.choice)
    else { return nil }
    let message = completion.choices[choice.choice].message
    let calls = calls.map {
      ChatToolCall(id: $0.id, name: $0.name, arguments: $0.arguments, form: .string)
    }
    guard calls.isEmpty else {
      // Calls that were written in the text stand there no more.
      let text = choice.isRescued && choice.subject == .content ? nil : message.content
      return .assistant(text.map { String(decoding: $0, as: UTF8.self) }, calls: calls)
    }
    let text = choice.judgement.value ?? message.content ?? []
    return .assistant(String(decoding: text, as: UTF8.self))
  }
}

extension RequestMessage {
  /// What a tool gave back.
  ///
  /// - Parameters:
  ///   - text: what the model is to read, JSON or any text.
  ///   - call: the call it answers, of ``Reply/calls``.
  public static func tool(_ text: String, for call: ToolCall) -> RequestMessage {
    .tool(text, callID: call.id ?? "")
  }
}
