import AdhereRepair
import AdhereWire
import AdhereSchema

/// Watches the structured parts of one streamed answer, to end the stream as soon as it cannot
/// conform any more.
struct StreamWatch {
  private let contract: CompletionContract
  private let limits: RunawayWatch.Limits?
  private let abortPolicy: AbortPolicy
  private var parts = PartTable<Part>()

  /// The state of a part that is arriving. An object: every piece changes it where it is.
  private final class Part {
    @exclusivity(unchecked) var runaway: RunawayWatch
    /// Nil where no verdict before the end is possible, or its contract is not known yet.
    var value: ValuePrefix?
    var isSettled = false

    init(_ limits: RunawayWatch.Limits) { runaway = RunawayWatch(limits) }
  }

  /// - Parameter limits: when output counts as running away; nil never ends a stream.
  init(_ contract: CompletionContract, limits: RunawayWatch.Limits?, abortPolicy: AbortPolicy) {
    self.contract = contract
    self.limits = abortPolicy == .never ? nil : limits
    self.abortPolicy = abortPolicy
  }

  /// Takes the next piece of a part, which is in the reader's completion already.
  ///
  /// - Returns: why the stream can be ended, where it can.
  mutating func append(
    _ piece: UnsafeBufferPointer<UInt8>, to part: StructuredParts.Part,
    of reader: ChatStreamReader
  ) -> StreamAbort? {
    guard let limits else { return nil }
    let known = parts.change(part, default: Part(limits)) { $0 }
    if case .dead(let reason) = known.runaway.append(piece) { return reason }
    var verdict = PrefixVerdict.viable
    if !known.isSettled {
      guard let opened = Self.open(part, reader.completion, contract, abortPolicy) else {
        return nil
      }
      known.value = opened.value
      known.isSettled = true
      if let value = opened.value {
        verdict = opened.text.withUnsafeBufferPointer { value.append($0) }
      }
    } else if let value = known.value {
      verdict = value.append(piece)
    }
    // The other choices may be good.
    guard case .dead(let reason) = verdict, reader.completion.choices.count == 1 else {
      return nil
    }
    return reason
  }

  /// The watch of a part's value, and its text so far; nil as long as its contract is not known.
  private static func open(
    _ part: StructuredParts.Part, _ completion: ChatCompletion, _ contract: CompletionContract,
    _ abortPolicy: AbortPolicy
  ) -> (value: ValuePrefix?, text: [UInt8])? {
    switch part {
    case .failedGeneration: return (nil, [])
    case .content(let choice):
      let text = completion.choices[choice].message.content ?? []
      // The text could hold calls, too, or be an answer to either.
      guard let content = contract.content, contract.tools == nil, !contract.isOpen else {
        return (strictSyntax(contract), text)
      }
      guard content.policy.repairs else { return (content.prefix, text) }
      guard abortPolicy == .content, !content.permitsStrings else { return (nil, []) }
      return (content.prefix, text)
    case .arguments(let choice, let call):
      let call = completion.choices[choice].message.toolCalls[call]
      guard let tools = contract.tools, call.form != .text else { return (nil, []) }
      guard !tools.policy.repairs || abortPolicy == .arguments || abortPolicy == .content else {
        return (nil, [])
      }
      if call.name.isEmpty { return nil }
      return (tools.prefix(forArgumentsOf: call.name), call.arguments)
    }
  }

  /// For content that has to be JSON and is not repaired.
  private static func strictSyntax(_ contract: CompletionContract) -> ValuePrefix? {
    guard let content = contract.content, contract.tools == nil, !content.policy.repairs else {
      return nil
    }
    return ValuePrefix(schema: nil, policy: .none)
  }
}

extension Contract {
  fileprivate var prefix: ValuePrefix? {
    switch terms {
    case .schema(let schema): ValuePrefix(schema: schema, policy: policy)
    case .anyJSON: policy.repairs ? nil : ValuePrefix(schema: nil, policy: policy)
    case .anyCall, .tools: nil
    }
  }

  /// Nil where no tool has exactly this name.
  fileprivate func prefix(forArgumentsOf name: String) -> ValuePrefix? {
    switch terms {
    case .tools(let table, let schemas, _):
      guard let tool = table.resolve(Array(name.utf8)), tool.isExact else { return nil }
      let schema = schemas[tool.index]
      if schema == nil, policy.repairs { return nil }
      return ValuePrefix(schema: schema, policy: policy, isArguments: true)
    case .anyCall:
      return policy.repairs ? nil : ValuePrefix(schema: nil, policy: policy, isArguments: true)
    case .anyJSON, .schema: return nil
    }
  }

  /// The whole text could be read as a string.
  fileprivate var permitsStrings: Bool {
    if case .schema(let schema) = terms { schema.permitsStrings } else { true }
  }
}
