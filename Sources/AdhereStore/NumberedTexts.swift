#if Store
  import AdhereBytes

  /// Texts by number: those of a store's counts are the same in row after row.
  struct NumberedTexts {
    private var texts: [String] = []
    private var numbers: [UInt64: [(bytes: [UInt8], number: Int)]] = [:]

    subscript(number: Int) -> String { texts[number] }

    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
      let hash = MurmurHash.hash(bytes).0
      if let known = numbers[hash]?.first(where: { bytes.elementsEqual($0.bytes) }) {
        return known.number
      }
      let number = texts.count
      texts.append(String(decoding: bytes, as: UTF8.self))
      numbers[hash, default: []].append((Array(bytes), number))
      return number
    }
  }
#endif
