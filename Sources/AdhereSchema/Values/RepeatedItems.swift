internal import AdhereJSON

/// Finds equal elements of an array in linear time: small arrays pair by pair, larger ones through a hash table.
enum RepeatedItems {
  private static let pairsUpTo = 8

  static func areAbsent(_ tape: Tape, _ node: Int) -> Bool { first(tape, node) == nil }

  /// The first element that equals an earlier one, and that one: their positions.
  static func first(_ tape: Tape, _ node: Int) -> (first: Int, second: Int)? {
    let count = tape.count(of: node)
    if count < 2 { return nil }
    return count <= pairsUpTo ? pairs(tape, node) : hashed(tape, node, count)
  }

  private static func pairs(_ tape: Tape, _ node: Int) -> (Int, Int)? {
    let end = tape.next(after: node)
    var second = tape.next(after: node + 1)
    var j = 1
    while second < end {
      var first = node + 1
      var i = 0
      while first < second {
        if ValueEquality.equal(tape, first, tape, second) { return (i, j) }
        first = tape.next(after: first)
        i += 1
      }
      second = tape.next(after: second)
      j += 1
    }
    return nil
  }

  private struct Slot {
    var hash: UInt64
    var node: UInt32
    var position: UInt32
  }

  private static func hashed(_ tape: Tape, _ node: Int, _ count: Int) -> (Int, Int)? {
    var capacity = 32
    while capacity < count * 2 { capacity *= 2 }
    return withUnsafeTemporaryAllocation(of: Slot.self, capacity: capacity) { slots in
      slots.initialize(repeating: Slot(hash: 0, node: 0, position: 0))
      let end = tape.next(after: node)
      var child = node + 1
      var position = 0
      while child < end {
        let hash = ValueHash.hash(tape, child)
        var at = Int(truncatingIfNeeded: hash) & (capacity - 1)
        // No element has index 0: that is the array or something around it.
        while slots[at].node != 0 {
          if slots[at].hash == hash,
            ValueEquality.equal(tape, Int(slots[at].node), tape, child)
          {
            return (Int(slots[at].position), position)
          }
          at = (at + 1) & (capacity - 1)
        }
        slots[at] = Slot(hash: hash, node: UInt32(child), position: UInt32(position))
        child = tape.next(after: child)
        position += 1
      }
      return nil
    }
  }
}
