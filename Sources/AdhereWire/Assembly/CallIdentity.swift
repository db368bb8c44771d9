internal import AdhereBytes

/// Which call a tool-call delta goes on with.
///
/// Providers do not agree on how a delta names its call: some repeat the id, the index or the
/// name in every delta, some give none of them, some give two calls one index or one id. The rule:
/// by id, else by index, else by order; a new id or a new name opens a call. Where a name or an id
/// comes again, arguments that are whole already tell that a new call has begun. A name that comes
/// in the middle of a call, before its arguments or within them, is more of the call's name.
struct CallIdentity {
  /// What a delta says about its call; empty words, and words for nothing, count as missing.
  struct Hint {
    var id: String?
    var index: Int?
    var name: String?
    /// Place among the deltas of one chunk.
    var position = 0
    var count = 1
    /// The first byte of the arguments that is not white space; nil where there is none.
    var firstByte: UInt8?

    var hasArguments: Bool { firstByte != nil }
    /// The arguments could be the beginning of some.
    var canBegin: Bool {
      firstByte.map { $0 != ASCII.rightBrace && $0 != ASCII.rightBracket } ?? false
    }
  }

  /// The call of a delta.
  struct Place {
    var call: Int
    /// It has to be made.
    var isNew = false
    /// The delta's name is more of the call's name.
    var continuesName = false
  }

  private struct Entry {
    var id: String?
    var index: Int?
    var name: String?
    var balance = JSONBalance()
  }

  private enum Relation {
    case another, same, sameWithMoreName
  }

  private var entries: [Entry] = []
  /// Grows with every change of what the calls are known by.
  private(set) var version = 0

  /// The place of the call.
  mutating func place(_ hint: Hint) -> Place {
    guard let found = find(hint) else { return Place(call: add(hint), isNew: true) }
    let entry = entries[found.call]
    let isNews =
      entry.id == nil && hint.id != nil || entry.index == nil && hint.index != nil
      || entry.name == nil && hint.name != nil || found.continuesName
    if isNews {
      entries[found.call].id = entry.id ?? hint.id
      entries[found.call].index = entry.index ?? hint.index
      entries[found.call].name =
        found.continuesName ? (entry.name ?? "") + (hint.name ?? "") : entry.name ?? hint.name
      version += 1
    }
    return found
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
    guard let name = hint.name else {
      return hint.id == nil || entries.contains { $0.id == hint.id }
    }
    // A name that comes again opens a call once the arguments are whole, but for both marks.
    guard let id = hint.id, let index = hint.index else { return false }
    return entries.contains { $0.id == id && $0.index == index && $0.name == name }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to call: Int) {
    entries[call].balance.append(bytes)
  }

  private func find(_ hint: Hint) -> Place? {
    if let id = hint.id {
      if let known = entries.lastIndex(where: { $0.id == id }) {
        return withKnownID(hint, known)
      }
      return withNewID(hint).map { Place(call: $0) }
    }
    if let index = hint.index {
      guard let call = entries.lastIndex(where: { $0.index == index }) else {
        // The calls so far may have come without an index.
        return nil
      }
      return place(hint, at: call)
    }
    if hint.name == nil, hint.count > 1, hint.position < entries.count {
      return Place(call: hint.position)
    }
    guard let last = entries.indices.last else { return nil }
    return place(hint, at: last)
  }

  /// A known id. Some servers give all calls the same one: a new index, or a new name where
  /// arguments are whole, tells them apart.
  private func withKnownID(_ hint: Hint, _ call: Int) -> Place? {
    guard let index = hint.index, let other = entries[call].index else {
      return place(hint, at: call, hasID: true)
    }
    if other == index { return place(hint, at: call, hasID: true, hasIndex: true) }
    if let exact = entries.lastIndex(where: { $0.id == hint.id && $0.index == index }) {
      return place(hint, at: exact, hasID: true, hasIndex: true)
    }
    return hint.name == nil ? Place(call: call) : nil
  }

  /// An id that no call has yet: a late one, one that changes with every delta, or a new call.
  private func withNewID(_ hint: Hint) -> Int? {
    let candidate =
      hint.index.map { index in entries.lastIndex { $0.index == index } }
      ?? entries.indices.last
    guard let call = candidate else { return nil }
    let entry = entries[call]
    if entry.id == nil { return relation(hint, to: call) == .same ? call : nil }
    if entry.balance.isComplete { return hint.name == nil && !hint.hasArguments ? call : nil }
    guard let name = hint.name else { return call }
    // Another id and the same name: the same call only where it is in the middle of its arguments
    // and these go on.
    return name == entry.name && entry.balance.hasContent && hint.hasArguments ? call : nil
  }

  private func place(
    _ hint: Hint, at call: Int, hasID: Bool = false, hasIndex: Bool = false
  ) -> Place? {
    switch relation(hint, to: call, hasID: hasID, hasIndex: hasIndex) {
    case .another: nil
    case .same: Place(call: call)
    case .sameWithMoreName: Place(call: call, continuesName: true)
    }
  }

  /// Whether a delta goes on with this call.
  ///
  /// - Parameters:
  ///   - hasID: the delta has the call's id.
  ///   - hasIndex: it has the call's index beside that.
  private func relation(
    _ hint: Hint, to call: Int, hasID: Bool = false, hasIndex: Bool = false
  ) -> Relation {
    let entry = entries[call]
    guard let name = hint.name, let known = entry.name else { return .same }
    if name == known {
      // Both marks are those of the call: whole arguments that come again are looked at later.
      if hasIndex { return .same }
      return entry.balance.isComplete && hint.canBegin ? .another : .same
    }
    if entry.balance.isComplete { return .another }
    if entry.balance.hasContent {
      // What goes on with arguments that are open belongs to their call.
      return hint.hasArguments && hint.firstByte != ASCII.leftBrace ? .sameWithMoreName : .another
    }
    return hasID && hint.count == 1 ? .sameWithMoreName : .another
  }
}
