/// Repeated keys. The common object has none and pays one bit test a key; this is the rest.
extension TapeParser {
  /// The filter says the key may be there already: small objects are looked through at once,
  /// large ones when they close.
  @inline(never)
  mutating func checkRepeated(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: UInt32, _ hash: UInt32
  ) {
    guard duplicateKey == nil else { return }
    guard nodes[container].storedCount <= 16 else {
      nodes[container].meta |= Node.recheckKeys
      return
    }
    let key = Node(start: UInt32(start), end: UInt32(end), meta: flags, link: hash)
    nodes[count] = key
    let tape = Tape(bytes: base, nodes: UnsafePointer(nodes), count: count + 1)
    var child = container + 1
    while child < count {
      if nodes[child].link == hash, StringText.equal(tape, child, tape, count) {
        duplicateKey = count
        return
      }
      child = tape.next(after: child + 1)
    }
  }

  /// Looks through all keys of a large object that is about to close.
  @inline(never)
  mutating func recheckKeys(of object: Int) {
    guard duplicateKey == nil, let base = keyBase else { return }
    let tape = Tape(bytes: base, nodes: UnsafePointer(nodes), count: count)
    // A larger count is not stored; a member is two values at least.
    var members = Int(nodes[object].storedCount)
    if members >= Node.countLimit { members = (count - object) / 2 }
    var capacity = 64
    while capacity < 2 * members { capacity *= 2 }
    let found = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
      slots.initialize(repeating: 0)
      return firstRepeated(tape, object, slots)
    }
    switch found {
    case .none: break
    case .key(let key): duplicateKey = key
    case .unknown: recheckSorted(tape, object)
    }
  }

  private enum Repeated {
    case none, unknown
    case key(Int)
  }

  /// The first key that stood there before, by a hash table of those that did; unknown where too many
  /// of them share a hash.
  private func firstRepeated(
    _ tape: Tape, _ object: Int, _ slots: UnsafeMutableBufferPointer<UInt32>
  ) -> Repeated {
    let mask = slots.count - 1
    // Keys of strangers can be made to share a hash; some steps a key are usual.
    var steps = 8 * slots.count
    var child = object + 1
    while child < count {
      let hash = nodes[child].link
      var at = Int(hash) & mask
      while slots[at] != 0 {
        let other = Int(slots[at])
        if nodes[other].link == hash, StringText.equal(tape, other, tape, child) {
          return .key(child)
        }
        at = (at + 1) & mask
        steps -= 1
        if steps < 0 { return .unknown }
      }
      slots[at] = UInt32(child)
      child = tape.next(after: child + 1)
    }
    return .none
  }

  /// As ``recheckKeys(of:)``, sorted by hash and name, so that the cost stays near linear.
  private mutating func recheckSorted(_ tape: Tape, _ object: Int) {
    var keys: [(hash: UInt32, index: Int)] = []
    var child = object + 1
    while child < count {
      keys.append((nodes[child].link, child))
      child = tape.next(after: child + 1)
    }
    // Equal names end up side by side, in document order.
    keys.sort { a, b in
      if a.hash != b.hash { return a.hash < b.hash }
      let order = StringText.compare(tape, a.index, tape, b.index)
      return order == 0 ? a.index < b.index : order < 0
    }
    for i in keys.indices.dropFirst()
    where keys[i].hash == keys[i - 1].hash
      && StringText.equal(tape, keys[i].index, tape, keys[i - 1].index)
    {
      duplicateKey = min(duplicateKey ?? Int.max, keys[i].index)
    }
  }

  /// The hash of a key that is written with escapes: of the name it spells.
  @inline(never)
  func hashDecoded(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt32 {
    StringText.withDecoded(
      UnsafeBufferPointer(start: base + start, count: end - start), hasEscapes: true
    ) { KeyHash.hash(unpadded: $0) }
  }
}
