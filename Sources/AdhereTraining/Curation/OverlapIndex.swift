import AdhereBytes

/// Finds texts that are mostly the same as one of a number of known texts, by their 24-grams.
///
/// Case of ASCII letters and the amount of white space do not count. Grams that many texts share
/// come from a template and distinguish nothing; they are left out.
struct OverlapIndex: Sendable {
  /// Texts with the same gram, beyond which it is common.
  private static let common = 64
  /// Grams that have to be compared at least: two questions of fewer than 55 characters may differ
  /// in a name or a number alone.
  private static let fewest = 32
  /// Bytes of a text that are looked at.
  private static let longest = 16 << 10

  private struct Entry: Sendable {
    var gram: UInt64
    /// Number of the text; `.max` where the gram is common.
    var text: UInt32
    /// Of the entry with the same gram, plus 1; 0 ends the list.
    var next: UInt32
  }

  private var entries: [Entry] = []
  /// Of the first entry of a gram, plus 1.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var firsts = 0
  /// Grams of each text that are not common.
  private var sizes: [Int] = []

  var isEmpty: Bool { sizes.isEmpty }

  /// Takes in a text.
  mutating func add(_ text: [UInt8]) {
    let number = UInt32(sizes.count)
    sizes.append(0)
    for gram in Self.grams(text) { add(gram, number) }
  }

  /// Whether a text shares this much of its grams, or of theirs, with a known one; common grams do
  /// not count.
  func holds(_ text: [UInt8], share: Double) -> Bool {
    if isEmpty { return false }
    var shared: [UInt32: Int] = [:]
    var rare = 0
    for gram in Self.grams(text) {
      let slot = slot(of: gram)
      guard slots[slot] > 0 else {
        rare += 1
        continue
      }
      var entry = entries[Int(slots[slot]) - 1]
      if entry.text == .max { continue }
      rare += 1
      while true {
        shared[entry.text, default: 0] += 1
        guard entry.next > 0 else { break }
        entry = entries[Int(entry.next) - 1]
      }
    }
    return shared.contains { text, count in
      let size = min(rare, sizes[Int(text)])
      return size >= Self.fewest && Double(count) >= share * Double(size)
    }
  }

  private mutating func add(_ gram: UInt64, _ text: UInt32) {
    let slot = slot(of: gram)
    guard slots[slot] > 0 else {
      entries.append(Entry(gram: gram, text: text, next: 0))
      slots[slot] = UInt32(entries.count)
      sizes[Int(text)] += 1
      firsts += 1
      if firsts * 10 > slots.count * 7 { grow() }
      return
    }
    let first = Int(slots[slot]) - 1
    if entries[first].text == .max { return }
    var texts = [entries[first].text]
    var next = entries[first].next
    while next > 0 {
      texts.append(entries[Int(next) - 1].text)
      next = entries[Int(next) - 1].next
    }
    guard texts.count < Self.common else {
      for text in texts { sizes[Int(text)] -= 1 }
      entries[first].text = .max
      entries[first].next = 0
      return
    }
    entries.append(Entry(gram: gram, text: text, next: entries[first].next))
    entries[first].next = UInt32(entries.count)
    sizes[Int(text)] += 1
  }

  private func slot(of gram: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: gram) & mask
    while slots[slot] > 0, entries[Int(slots[slot]) - 1].gram != gram { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt32](repeating: 0, count: old.count * 2)
    for first in old where first > 0 { slots[slot(of: entries[Int(first) - 1].gram)] = first }
  }

  /// The different grams of a text.
  private static func grams(_ text: [UInt8]) -> [UInt64] {
    var plain: [UInt8] = []
    for byte in text.prefix(longest) {
      if byte.isSpaceOrControl {
        if plain.last != ASCII.space { plain.append(ASCII.space) }
      } else {
        plain.append(byte.asciiLowercased)
      }
    }
    var seen = HashSet64()
    var grams: [UInt64] = []
    plain.withUnsafeBufferPointer { plain in
      Grams.forEach(plain) { gram in
        // The set keeps 63 bits; so do we.
        if seen.insert(gram) { grams.append(gram | 1) }
      }
    }
    return grams
  }
}
