import AdhereBytes
import AdhereJudging
import AdhereRepair
import AdhereSchema
import AdhereWire

/// Compiled contracts by the bytes they were compiled from. One for each worker.
///
/// Bounded: when it is full it is emptied, which keeps streams with a few contracts fast, and
/// streams in which every line has its own in constant memory.
struct ContractCache {
  /// Most contracts held, and most bytes of their sources.
  static let limit = (count: 64, bytes: 1 << 20)

  enum Key {
    case schema, tools
  }

  private struct Entry {
    var key: Key
    var source: [UInt8]
    var choice: ToolChoice
    var form: Form?
    var result: Result<Judge, FilterProblem>
  }

  private let policy: Policy
  private let options: SchemaOptions
  private var entries: [UInt64: Entry] = [:]
  private var bytes = 0
  /// Any JSON conforms.
  let anyJSON: Judge
  /// Any call that can be read conforms.
  let anyCall: Judge
  /// Judges of a form, by those of any.
  private var inForm: [InForm: Judge] = [:]
  /// Contracts held.
  var count: Int { entries.count }

  init(policy: Policy, options: SchemaOptions) {
    self.policy = policy
    self.options = options
    anyJSON = Judge(Contract(any: .json, policy: policy))
    anyCall = Judge(Contract(any: .tool, policy: policy))
  }

  mutating func judge(
    _ key: Key, _ source: UnsafeBufferPointer<UInt8>, choice: ToolChoice = .auto,
    form: Form? = nil
  ) throws(FilterProblem) -> Judge {
    let hash = ContractCache.hash(key, source)
    if let entry = entries[hash], entry.key == key, entry.choice == choice, entry.form == form,
      entry.source.elementsEqual(source)
    {
      return try entry.result.get()
    }
    let result = compile(key, Array(source), choice, form)
    if entries.count >= ContractCache.limit.count
      || bytes + source.count > ContractCache.limit.bytes
    {
      entries.removeAll(keepingCapacity: true)
      bytes = 0
    }
    bytes += source.count
    entries[hash] = Entry(
      key: key, source: Array(source), choice: choice, form: form, result: result)
    return try result.get()
  }

  private struct InForm: Hashable {
    var judge: ObjectIdentifier
    var form: Form
  }

  /// The same contract with the form that was asked.
  ///
  /// - Parameter judge: one that lives as long as the cache.
  mutating func judge(_ judge: Judge, in form: Form?) -> Judge {
    guard let form, form != judge.contract.form else { return judge }
    let key = InForm(judge: ObjectIdentifier(judge), form: form)
    if let known = inForm[key] { return known }
    var contract = judge.contract
    contract.form = form
    let made = Judge(contract)
    inForm[key] = made
    return made
  }

  private func compile(
    _ key: Key, _ source: [UInt8], _ choice: ToolChoice, _ form: Form?
  ) -> Result<Judge, FilterProblem> {
    do throws(InputError) {
      var contract =
        switch key {
        case .schema: try Contract(schema: source, policy: policy, options: options)
        case .tools:
          try Contract(
            tools: source, choice: choice, policy: policy, options: options, spares: true)
        }
      contract.form = form
      return .success(Judge(contract))
    } catch {
      let name = key == .schema ? "schema" : "tools"
      return .failure(.record("`\(name)` cannot be used: \(error.message)"))
    }
  }

  private static func hash(_ key: Key, _ source: UnsafeBufferPointer<UInt8>) -> UInt64 {
    MurmurHash.hash(source, seed: key == .schema ? 0 : 1).0
  }
}
