import JSONText

/// Finds rows that are almost the same as one before, by MinHash over 24-grams of the last
/// question and the answer.
///
/// 128 hashes in 16 bands of 8: a pair with a Jaccard similarity of 0.8 shares a band with 95 %,
/// one of 0.5 with 6 %. What shares a band is compared by the hashes themselves, which are kept
/// to eight bits each: about 600 bytes a row, measured.
struct NearDuplicates {
  private static let grams = 24
  private static let bands = 16
  private static let rowsPerBand = 8
  private static let least = 0.8

  private var signatures: [UInt8] = []
  private var buckets = [[UInt64: UInt32]](repeating: [:], count: bands)

  /// The signature of an example: work that needs no other row.
  static func signature(of example: Example) -> [UInt64] {
    var text: [UInt8] = []
    if let question = example.messages.last(where: { $0.role == .user })?.content {
      text += question
    }
    for message in [example.answer, example.rejected].compactMap({ $0 }) {
      text += message.content ?? []
      for call in message.calls { text += call.name + call.arguments }
    }
    return signature(text)
  }

  /// Whether a row like it came before; where none did, it is remembered.
  mutating func isNear(_ signature: [UInt64]) -> Bool {
    var keys: [UInt64] = []
    for band in 0..<Self.bands {
      var hash = RowHash()
      for row in 0..<Self.rowsPerBand { hash.add(signature[band * Self.rowsPerBand + row]) }
      keys.append(hash.finish())
    }
    let size = Self.bands * Self.rowsPerBand
    let short = signature.map { UInt8(truncatingIfNeeded: $0) }
    for band in 0..<Self.bands {
      guard let candidate = buckets[band][keys[band]] else { continue }
      let start = Int(candidate) * size
      var equal = 0
      for i in 0..<size where signatures[start + i] == short[i] { equal += 1 }
      if Double(equal) / Double(size) >= Self.least { return true }
    }
    let index = UInt32(signatures.count / size)
    signatures += short
    for band in 0..<Self.bands { buckets[band][keys[band]] = index }
    return false
  }

  /// The smallest of the grams' hashes in each of 128 lanes. One hash a gram is enough: its lanes
  /// are made by multiplying with 128 odd numbers.
  private static func signature(_ text: [UInt8]) -> [UInt64] {
    var result = [UInt64](repeating: .max, count: bands * rowsPerBand)
    // Every fourth gram of long texts: the estimate stays, the time falls.
    let count = max(1, text.count - grams + 1)
    let factor: UInt64 = 0x1_0000_0001_B3
    var power: UInt64 = 1
    for _ in 0..<grams { power = power &* factor }
    var rolling: UInt64 = 0
    result.withUnsafeMutableBufferPointer { result in
      lanes.withUnsafeBufferPointer { lanes in
        for i in 0..<text.count {
          rolling = rolling &* factor &+ UInt64(text[i])
          if i >= grams { rolling = rolling &- power &* UInt64(text[i - grams]) }
          guard i + 1 >= grams || i + 1 == text.count else { continue }
          var mixed = rolling ^ rolling &>> 31
          mixed = mixed &* 0x9E37_79B9_7F4A_7C15
          // A sample chosen by content, so that shifted texts keep the same grams.
          if count > 512, mixed &>> 62 != 0 { continue }
          for lane in 0..<result.count {
            let hash = mixed &* lanes[lane]
            if hash < result[lane] { result[lane] = hash }
          }
        }
      }
    }
    return result
  }

  private static let lanes: [UInt64] = {
    var hash = RowHash()
    return (0..<UInt64(bands * rowsPerBand)).map {
      hash.add($0)
      return hash.finish() | 1
    }
  }()
}
