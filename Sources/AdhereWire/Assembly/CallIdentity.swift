/// Which call a tool-call delta goes on with.
///
/// Providers do not agree on how a delta names its call: some repeat the id, the index or the
/// name in every delta, some give none of them, some give two calls one index. The rule: by id,
/// else by index, else by order; a new id or a new name opens a call. Where a name or an id
/// comes again, arguments that are whole already tell that a new call has begun.
struct CallIdentity {
  /// What a delta says about its call; empty words count as missing.
  struct Hint {
    var id: String?
    var index: Int?
    var name: String?
    /// Place among the deltas of one chunk.
    var position = 0
    var count = 1
    var hasArguments = false
  }

  private struct Entry {
    var id: String?
    var index: Int?
    var name: String?
    var balance = JSONBalance()
  }

  private var entries: [Entry] = []
  /// Grows with every change of what the calls are known by.
  private(set) var version = 0

  /// The place of the call; `isNew` where it has to be made.
  mutating func place(_ hint: Hint) -> (call: Int, isNew: Bool) {
    guard let call = find(hint) else { return (add(hint), true) }
    let entry = entries[call]
    let isNews =
      entry.id == nil && hint.id != nil || entry.index == nil && hint.index != nil
      || entry.name == nil && hint.name != nil
    if isNews {
      entries[call].id = entry.id ?? hint.id
      entries[call].index = entry.index ?? hint.index
      entries[call].name = entry.name ?? hint.name
      version += 1
    }
    return (call, false)
  }

  /// A call of its own, whatever came before: in bodies that are whole.
  mutating func add(_ hint: Hint) -> Int {
    entries.append(Entry(id: hint.id, index: hint.index, name: hint.name))
    version += 1
    return entries.count - 1
  }

  /// Whether a delta that says the same once more goes on with the same call, whatever its
  /// arguments are, as long as ``version`` stays.
  func isSettled(_ hint: Hint) -> Bool {
    guard hint.count == 1 else { return false }
    guard let id = hint.id else { return hint.name == nil }
    return entries.contains { $0.id == id }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to call: Int) {
    entries[call].balance.append(bytes)
  }

  private func find(_ hint: Hint) -> Int? {
    if let id = hint.id {
      if let known = entries.lastIndex(where: { $0.id == id }) {
        return withKnownID(hint, known)
      }
      return withNewID(hint)
    }
    if let index = hint.index {
      guard let call = entries.lastIndex(where: { $0.index == index }) else {
        // The calls so far may have come without an index.
        return nil
      }
      return goesOn(call, hint) ? call : nil
    }
    if hint.name == nil, hint.count > 1, hint.position < entries.count { return hint.position }
    guard let last = entries.indices.last else { return nil }
    return goesOn(last, hint) ? last : nil
  }

  /// A known id. Some servers give all calls the same one; a new index and a name tell them apart.
  private func withKnownID(_ hint: Hint, _ call: Int) -> Int? {
    guard let index = hint.index, let other = entries[call].index, other != index else {
      return call
    }
    if let exact = entries.lastIndex(where: { $0.id == hint.id && $0.index == index }) {
      return exact
    }
    return hint.name == nil ? call : nil
  }

  /// An id that no call has yet: a late one, one that changes with every delta, or a new call.
  private func withNewID(_ hint: Hint) -> Int? {
    let candidate =
      hint.index.map { index in entries.lastIndex { $0.index == index } }
      ?? entries.indices.last
    guard let call = candidate else { return nil }
    let entry = entries[call]
    if entry.id == nil { return goesOn(call, hint) ? call : nil }
    if entry.balance.isComplete { return hint.name == nil && !hint.hasArguments ? call : nil }
    guard let name = hint.name else { return call }
    // Another id and the same name: the same call only where it is in the middle of its arguments
    // and these go on.
    return name == entry.name && entry.balance.hasContent && hint.hasArguments ? call : nil
  }

  /// Whether a delta without an id of its own goes on with this call.
  private func goesOn(_ call: Int, _ hint: Hint) -> Bool {
    let entry = entries[call]
    guard let name = hint.name, let known = entry.name else { return true }
    if name != known { return false }
    return !(entry.balance.isComplete && hint.hasArguments)
  }
}
