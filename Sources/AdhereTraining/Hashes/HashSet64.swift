/// A set of 64-bit hashes in 12 to 23 bytes each, so that a store of ten million rows stays under
/// 200 MB. It takes a bounded number.
struct HashSet64 {
  /// 47 million hashes, 512 MB: what comes later is not remembered, and counted.
  static let maximumSlots = 1 << 26

  private let maximumSlots: Int
  /// Hashes that found no room.
  private(set) var forgotten = 0
  private var slots: [UInt64]
  private(set) var count = 0

  init(maximumSlots: Int = HashSet64.maximumSlots) {
    self.maximumSlots = maximumSlots
    slots = [UInt64](repeating: 0, count: min(1024, maximumSlots))
  }

  func contains(_ hash: UInt64) -> Bool { slots[slot(of: hash | 1)] != 0 }

  /// - Returns: whether it was new.
  @discardableResult
  mutating func insert(_ hash: UInt64) -> Bool {
    // Zero marks a free slot; half of the hashes lose one bit to it.
    let hash = hash | 1
    let slot = slot(of: hash)
    if slots[slot] != 0 { return false }
    if (count + 1) * 10 > slots.count * 7 {
      guard slots.count < maximumSlots else {
        forgotten += 1
        return true
      }
      grow()
      return insert(hash)
    }
    slots[slot] = hash
    count += 1
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
