/// Finds rows that are almost the same as one of those before, by ``MinHash`` over the last
/// question and the answer.
///
/// 16 bands of 8 lanes: a pair with a Jaccard similarity of 0.8 shares a band with 95 %, one of
/// 0.5 with 6 %. What shares a band is compared as a whole; 0.8 of the lanes have to agree.
///
/// Memory is bounded: two generations of rows are kept, and when the younger one is full the
/// older one is forgotten. At least half of ``window`` rows are looked back on. A row costs about
/// 260 bytes.
struct NearDuplicates {
  /// Rows that are remembered at most.
  let window: Int
  /// Rows that were remembered and are not any more.
  private(set) var forgotten = 0
  private var young = Generation()
  private var old = Generation()

  init(window: Int) { self.window = max(2, window) }

  /// The signature of an example: work that needs no other row.
  static func signature(of example: Example) -> MinHash {
    var text: [UInt8] = []
    if let question = example.messages.last(where: { $0.role == .user })?.content {
      text += question
    }
    for message in [example.answer, example.rejected] {
      guard let message else { continue }
      if let content = message.content { text += content }
      for call in message.calls {
        text += call.name
        text += call.arguments
      }
    }
    return MinHash(text)
  }

  /// Whether a row like it came before; where none did, it is remembered.
  mutating func isNear(_ signature: MinHash) -> Bool {
    if young.holds(like: signature) || old.holds(like: signature) { return true }
    if young.count >= window / 2 {
      forgotten += old.count
      old = young
      young = Generation()
    }
    young.insert(signature)
    return false
  }

  /// Rows by their bands: of rows with the same band the last one.
  private struct Generation {
    private(set) var count = 0
    private var words: [UInt64] = []
    /// Row numbers from 1, a table for each band; 0 is free.
    private var slots = [[UInt32]](
      repeating: [UInt32](repeating: 0, count: 64), count: MinHash.words)

    private static let least = (MinHash.lanes * 8 + 9) / 10

    func holds(like signature: MinHash) -> Bool {
      if count == 0 { return false }
      return signature.word.withUnsafeBufferPointer { word in
        words.withUnsafeBufferPointer { words in
          for band in 0..<MinHash.words {
            let row = slots[band].withUnsafeBufferPointer {
              Int($0[Self.slot(of: word[band], band, $0, words)])
            }
            guard row > 0 else { continue }
            let start = words.baseAddress! + (row - 1) * MinHash.words
            if MinHash.agree(start, word.baseAddress!, least: Self.least) { return true }
          }
          return false
        }
      }
    }

    mutating func insert(_ signature: MinHash) {
      words += signature.word
      count += 1
      if count * 10 > slots[0].count * 7 { grow() }
      place(count, signature.word)
    }

    private mutating func place(_ row: Int, _ word: [UInt64]) {
      words.withUnsafeBufferPointer { words in
        for band in 0..<MinHash.words {
          slots[band].withUnsafeMutableBufferPointer { slots in
            let slot = Self.slot(of: word[band], band, UnsafeBufferPointer(slots), words)
            slots[slot] = UInt32(row)
          }
        }
      }
    }

    private mutating func grow() {
      let size = slots[0].count * 2
      slots = [[UInt32]](repeating: [UInt32](repeating: 0, count: size), count: MinHash.words)
      for row in 1..<count {
        let start = (row - 1) * MinHash.words
        place(row, Array(words[start..<start + MinHash.words]))
      }
    }

    /// The slot of a row with this band, or the free one for it.
    private static func slot(
      of key: UInt64, _ band: Int, _ slots: UnsafeBufferPointer<UInt32>,
      _ words: UnsafeBufferPointer<UInt64>
    ) -> Int {
      let mask = slots.count - 1
      var hash = (key ^ key &>> 32) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash &>> 29
      var slot = Int(truncatingIfNeeded: hash) & mask
      while true {
        let row = Int(slots[slot])
        if row == 0 || words[(row - 1) * MinHash.words + band] == key { return slot }
        slot = (slot + 1) & mask
      }
    }
  }
}
