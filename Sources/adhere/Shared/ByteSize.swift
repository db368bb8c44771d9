#if CLI
  import ArgumentParser

  /// A number of bytes as users write it: `4096`, `64k`, `16m`, `1g`.
  struct ByteSize: ExpressibleByArgument, CustomStringConvertible {
    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
      var digits = Substring(argument.lowercased())
      for suffix in ["ib", "b"] where digits.hasSuffix(suffix) && digits.count > suffix.count {
        digits = digits.dropLast(suffix.count)
        break
      }
      let shifts: [Character: Int] = ["k": 10, "m": 20, "g": 30]
      var shift = 0
      if let last = digits.last, let found = shifts[last] {
        shift = found
        digits = digits.dropLast()
      }
      // The parser's offsets have 32 bits.
      guard let number = Int(digits), number > 0, number <= (4 << 30 - 64) >> shift else {
        return nil
      }
      bytes = number << shift
    }

    var description: String {
      for (suffix, shift) in [("g", 30), ("m", 20), ("k", 10)] where bytes % (1 << shift) == 0 {
        return "\(bytes >> shift)\(suffix)"
      }
      return String(bytes)
    }

    var defaultValueDescription: String { description }
  }
#endif
