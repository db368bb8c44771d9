/// A summary of the 24-grams of a text, by which similar texts are found: two texts agree in as
/// large a share of its 128 lanes as they share of all their grams (Jaccard similarity).
///
/// One hash a gram, which also chooses the lane (one permutation hashing, Li, Owen and Zhang
/// 2012); lanes that got none borrow from others, the same ones in every text (optimal
/// densification, Shrivastava 2017). Lanes are cut to eight bits: one in 256 agrees by chance.
struct MinHash: Sendable, Equatable {
  static let lanes = 128
  static let lanesPerWord = 8
  static let words = lanes / lanesPerWord

  /// Eight lanes a word.
  let word: [UInt64]

  init(_ text: [UInt8]) {
    word = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.lanes) { least in
      least.initialize(repeating: .max)
      text.withUnsafeBufferPointer { bytes in
        Grams.forEach(bytes) { hash in
          let lane = Int(hash &>> 57)
          // The lane's bits are the same in all that meet in it.
          let value = (hash &<< 7) &>> 7
          if value < least[lane] { least[lane] = value }
        }
      }
      return (0..<Self.words).map { word in
        var bits: UInt64 = 0
        for lane in 0..<Self.lanesPerWord {
          let value = Self.value(least, word * Self.lanesPerWord + lane)
          bits |= (value & 0xFF) &<< UInt64(8 * lane)
        }
        return bits
      }
    }
  }

  private static func value(_ least: UnsafeMutableBufferPointer<UInt64>, _ lane: Int) -> UInt64 {
    if least[lane] != .max { return least[lane] }
    var hash = RowHash()
    hash.add(UInt64(lane))
    for attempt in 0..<UInt64(1024) {
      hash.add(attempt)
      let other = Int(hash.finish() &>> 57)
      if least[other] != .max { return least[other] }
    }
    // Of the empty text.
    return 0
  }

  /// Whether at least this many lanes of 128 agree.
  static func agree(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, least: Int
  ) -> Bool {
    var count = 0
    for word in 0..<words {
      // A byte of zero, and no other, keeps its high bit through this.
      let difference = a[word] ^ b[word]
      let low = (difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
      count += (~(low | difference) & 0x8080_8080_8080_8080).nonzeroBitCount
    }
    return count >= least
  }
}
