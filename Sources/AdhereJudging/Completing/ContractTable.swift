import AdhereBytes
package import AdhereRepair
package import AdhereSchema
package import AdhereWire

/// Compiled contracts by what the requests asked: a service asks for the same few things again and
/// again. For one kind of options: a table knows schemas by their bytes alone.
///
/// A request that cannot be judged is not kept: its error names a place in its own bytes.
///
/// Bounded: of two halves the older one is dropped whole when the newer is full.
package struct ContractTable {
  /// Most contracts in a half, and most bytes of what they were made of.
  package static let limit = (count: 512, bytes: 8 << 20)

  private struct Entry {
    var tools: [UInt8]?
    var format: ResponseFormat
    var choice: ToolChoice
    var allowsParallelCalls: Bool
    var choices: Int
    var policy: Policy
    var contract: CompletionContract

    func fits(_ request: ChatRequest, _ policy: Policy) -> Bool {
      tools == request.tools && format == request.responseFormat && choice == request.toolChoice
        && allowsParallelCalls == request.parallelToolCalls && choices == request.choices
        && self.policy == policy
    }
  }

  private let options: SchemaOptions
  private var young: [UInt64: Entry] = [:]
  private var old: [UInt64: Entry] = [:]
  private var youngBytes = 0
  /// Contracts held.
  package var count: Int { young.count + old.count }

  /// - Parameter options: how the schemas of all requests are read.
  package init(options: SchemaOptions = SchemaOptions()) { self.options = options }

  /// The contract of a request.
  package mutating func contract(
    _ request: ChatRequest, _ policy: Policy
  ) throws(InputError) -> CompletionContract {
    if let known = known(request, policy) { return known }
    let contract = try CompletionContract(request: request, policy: policy, options: options)
    keep(contract, request, policy)
    return contract
  }

  /// The contract of a request, where it was kept.
  mutating func known(_ request: ChatRequest, _ policy: Policy) -> CompletionContract? {
    let hash = ContractTable.hash(request, policy)
    if let entry = young[hash], entry.fits(request, policy) {
      return ready(entry.contract, request)
    }
    if let entry = old[hash], entry.fits(request, policy) {
      keep(entry, hash)
      return ready(entry.contract, request)
    }
    return nil
  }

  /// Keeps the contract of a request.
  mutating func keep(_ contract: CompletionContract, _ request: ChatRequest, _ policy: Policy) {
    var kept = contract
    kept.asked = nil
    keep(
      Entry(
        tools: request.tools, format: request.responseFormat, choice: request.toolChoice,
        allowsParallelCalls: request.parallelToolCalls, choices: request.choices, policy: policy,
        contract: kept),
      ContractTable.hash(request, policy))
  }

  /// The words of the user belong to this request alone.
  private func ready(
    _ contract: CompletionContract, _ request: ChatRequest
  ) -> CompletionContract {
    var contract = contract
    if contract.tools != nil { contract.asked = request }
    return contract
  }

  private mutating func keep(_ entry: Entry, _ hash: UInt64) {
    let size = ContractTable.size(entry)
    if young.count >= ContractTable.limit.count
      || youngBytes + size > ContractTable.limit.bytes
    {
      old = young
      young = [:]
      youngBytes = 0
    }
    if let replaced = young[hash] { youngBytes -= ContractTable.size(replaced) }
    youngBytes += size
    young[hash] = entry
  }

  private static func size(_ entry: Entry) -> Int {
    256 + (entry.tools?.count ?? 0) + words(entry.format).reduce(0) { $0 + $1.count }
  }

  /// The texts of a format.
  private static func words(_ format: ResponseFormat) -> [[UInt8]] {
    switch format {
    case .text, .json: []
    case .schema(let schema, _, _): [schema]
    case .regex(let text), .grammar(let text), .other(let text): [Array(text.utf8)]
    case .choice(let texts): texts.map { Array($0.utf8) }
    }
  }

  /// Of all that ``Entry/fits(_:_:)`` compares, so that what differs does not take one place in turn.
  private static func hash(_ request: ChatRequest, _ policy: Policy) -> UInt64 {
    var hasher = Hasher()
    for text in [request.tools ?? []] + words(request.responseFormat) {
      text.withUnsafeBufferPointer { hasher.combine(MurmurHash.hash($0, seed: 1).0) }
    }
    hasher.combine(request.toolChoice)
    hasher.combine(request.parallelToolCalls)
    hasher.combine(request.choices)
    hasher.combine(policy)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
