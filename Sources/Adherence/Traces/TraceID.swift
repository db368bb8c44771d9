/// Makes ULIDs: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's
/// base 32, so that ids sort by time.
public enum TraceID {
  public static func make(at time: Timestamp = .now()) -> String {
    var generator = SystemRandomNumberGenerator()
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
