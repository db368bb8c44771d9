import AdhereRepair
import AdhereSchema
import AdhereWire
import Synchronization

/// The contracts of what an application asks for, compiled once; copies of a ``Middleware`` share
/// them.
final class ContractCache: Sendable {
  private let options: SchemaOptions
  private let table: Mutex<ContractTable>

  init(options: SchemaOptions) {
    self.options = options
    table = Mutex(ContractTable(options: options))
  }

  func contract(_ request: ChatRequest, _ policy: Policy) throws(InputError) -> CompletionContract {
    if let known = table.withLock({ $0.known(request, policy) }) { return known }
    // Nobody else waits for a schema to be compiled.
    let contract = try CompletionContract(request: request, policy: policy, options: options)
    table.withLock { $0.keep(contract, request, policy) }
    return contract
  }
}
