import AdhereRepair
import AdhereSchema
import AdhereWire
import Synchronization

/// The contracts of what an application asks for, compiled once; copies of a ``Middleware`` share
/// them.
final class ContractCache: Sendable {
  private let table: Mutex<ContractTable>

  init(options: SchemaOptions) { table = Mutex(ContractTable(options: options)) }

  func contract(_ request: ChatRequest, _ policy: Policy) throws(InputError) -> CompletionContract {
    let made = table.withLock { table in
      Result { () throws(InputError) in try table.contract(request, policy) }
    }
    return try made.get()
  }
}
