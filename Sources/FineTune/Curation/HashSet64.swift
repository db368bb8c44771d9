/// A set of 64-bit hashes in 8 to 16 bytes each, so that a store of ten million rows stays under
/// 200 MB.
struct HashSet64 {
  private var slots = [UInt64](repeating: 0, count: 1024)
  private(set) var count = 0

  func contains(_ hash: UInt64) -> Bool { slots[slot(of: hash | 1)] != 0 }

  /// - Returns: whether it was new.
  @discardableResult
  mutating func insert(_ hash: UInt64) -> Bool {
    // Zero marks a free slot; half of the hashes lose one bit to it.
    let hash = hash | 1
    let slot = slot(of: hash)
    if slots[slot] != 0 { return false }
    slots[slot] = hash
    count += 1
    if count * 10 > slots.count * 7 { grow() }
    return true
  }

  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> 1) & mask
    while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for hash in old where hash != 0 { slots[slot(of: hash)] = hash }
  }
}
