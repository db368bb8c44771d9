public import AdherePlatform
import AdhereJudging

/// Makes ULIDs: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's
/// base 32, so that ids sort by time.
public enum TraceID {
  public static func make(at time: Timestamp = .now()) -> String {
    var generator = SystemRandomNumberGenerator()
    return make(at: time, using: &generator)
  }

  /// - Parameter generator: of numbers that no other maker of ids comes to.
  package static func make(at time: Timestamp, using generator: inout some RandomNumberGenerator)
    -> String
  {
    let random = (generator.next() as UInt64, generator.next() as UInt64)
    var value = UInt128(UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF) << 80
    value |= UInt128(random.0 & 0xFFFF) << 64 | UInt128(random.1)
    return String(unsafeUninitializedCapacity: 26) { buffer in
      for i in 0..<26 { buffer[25 - i] = digits[Int(value >> UInt128(5 * i) & 31)] }
      return 26
    }
  }

  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}

/// Random numbers without a system call for each (SplitMix64), from a beginning that the system
/// gave.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  private let step: UInt64

  package init() {
    var system = SystemRandomNumberGenerator()
    state = system.next()
    // Generators of two threads or processes that came to one state would part again.
    step = system.next() | 1
  }

  package mutating func next() -> UInt64 {
    state &+= step
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
