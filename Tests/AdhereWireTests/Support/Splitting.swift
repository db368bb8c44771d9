import AdhereWire

/// Ways to cut bytes into pieces.
enum Splitting {
  /// The whole, each cut into two, and one byte at a time.
  static func all(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var out = [[bytes], bytes.map { [$0] }]
    for cut in bytes.indices.dropFirst() {
      out.append([Array(bytes[..<cut]), Array(bytes[cut...])])
    }
    return out
  }

  /// Cut at random places, the same for the same seed.
  static func random(_ bytes: [UInt8], seed: UInt64) -> [[UInt8]] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var out: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let size = min(1 + Int(state % 40), bytes.count - start)
      out.append(Array(bytes[start..<start + size]))
      start += size
    }
    return out
  }
}

/// What a stream came to, with everything that was handed over on the way.
struct StreamRun: Equatable {
  var completion: ChatCompletion
  var text: [Int: [UInt8]] = [:]
  var reasoning: [Int: [UInt8]] = [:]
  var arguments: [StructuredParts.Part: [UInt8]] = [:]
  var errors: [ProviderError] = []
  var finished: [Int] = []
  var named: [String] = []
  var passedOver = 0

  init(_ pieces: [[UInt8]], options: ChatStreamReader.Options = .init()) {
    let reader = ChatStreamReader(options: options)
    var run = StreamRun(completion: ChatCompletion())
    func note(_ event: ChatStreamEvent) {
      switch event {
      case .text(let choice, let fragment): run.text[choice, default: []] += fragment.bytes
      case .reasoning(let choice, let fragment):
        run.reasoning[choice, default: []] += fragment.bytes
      case .arguments(let choice, let call, let fragment):
        run.arguments[.arguments(choice: choice, call: call), default: []] += fragment.bytes
      case .error(let error): run.errors.append(error)
      case .finished(let choice): run.finished.append(choice)
      case .call(let choice, let call, _):
        run.named.append(reader.completion.choices[choice].message.toolCalls[call].name)
      default: break
      }
    }
    for piece in pieces { reader.feed(piece, note) }
    reader.finish(note)
    run.completion = reader.completion
    run.passedOver = reader.passedOver
    self = run
  }

  private init(completion: ChatCompletion) { self.completion = completion }

  init(_ text: String) { self.init([Array(text.utf8)]) }

  var calls: [ChatToolCall] { completion.choices.first?.message.toolCalls ?? [] }
  var content: String? {
    completion.choices.first?.message.content.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension ChatToolCall {
  /// `name(arguments)`.
  var shown: String { "\(name)(\(String(decoding: arguments, as: UTF8.self)))" }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}
