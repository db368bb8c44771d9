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
    let hash = ContractTable.hash(request)
    if let entry = young[hash], entry.fits(request, policy) {
      return ready(entry.contract, request)
    }
    if let entry = old[hash], entry.fits(request, policy) {
      keep(entry, hash)
      return ready(entry.contract, request)
    }
    let contract = try CompletionContract(request: request, policy: policy, options: options)
    var kept = contract
    kept.asked = nil
    keep(
      Entry(
        tools: request.tools, format: request.responseFormat, choice: request.toolChoice,
        allowsParallelCalls: request.parallelToolCalls, choices: request.choices, policy: policy,
        contract: kept),
      hash)
    return contract
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
    youngBytes += size
    young[hash] = entry
  }

  private static func size(_ entry: Entry) -> Int {
    var size = 256 + (entry.tools?.count ?? 0)
    if case .schema(let schema, _, _) = entry.format { size += schema.count }
    return size
  }

  private static func hash(_ request: ChatRequest) -> UInt64 {
    var hash: UInt64 = 0
    if let tools = request.tools {
      hash = tools.withUnsafeBufferPointer { MurmurHash.hash($0, seed: 1).0 }
    }
    if case .schema(let schema, _, _) = request.responseFormat {
      hash ^= schema.withUnsafeBufferPointer { MurmurHash.hash($0, seed: 2).0 }
    }
    return hash
  }
}
