import AdhereBytes

/// A moment, written as RFC 3339 has it.
///
///     Timestamp("2026-11-21T05:14:07.250Z")?.milliseconds    // 1795238047250
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z.
  public var milliseconds: Int

  /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// What the system's clock shows.
  public static func now() -> Timestamp {
    Timestamp(milliseconds: SystemClock.wall() / 1_000_000)
  }

  /// Earlier.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// Reads `2026-11-21T05:14:07Z`, with a fraction and with an offset in place of the `Z` too;
  /// also the date alone, its beginning in UTC. Nil where it is neither.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte.isDigit else { return nil }
        value = value * 10 + Int(byte - ASCII.zero)
      }
      return value
    }
    func at(_ i: Int, _ wanted: String) -> Bool {
      i < bytes.count && wanted.utf8.contains(bytes[i])
    }
    guard let year = number(0..<4), at(4, "-"), let month = number(5..<7), at(7, "-"),
      let day = number(8..<10), (1...12).contains(month),
      (1...Timestamp.days(in: month, of: year)).contains(day)
    else { return nil }
    var total = Timestamp.days(year, month, day) * 86_400_000
    if bytes.count == 10 {
      milliseconds = total
      return
    }
    guard at(10, "Tt "), let hour = number(11..<13), at(13, ":"), let minute = number(14..<16),
      at(16, ":"), let second = number(17..<19), hour < 24, minute < 60, second <= 60
    else { return nil }
    total += (hour * 3600 + minute * 60 + second) * 1000
    var i = 19
    if at(i, ".") {
      i += 1
      let start = i
      var scale = 100
      while i < bytes.count, bytes[i].isDigit {
        total += Int(bytes[i] - ASCII.zero) * scale
        scale /= 10
        i += 1
      }
      guard i > start else { return nil }
    }
    if at(i, "Zz") {
      guard i + 1 == bytes.count else { return nil }
    } else {
      guard at(i, "+-"), let hours = number(i + 1..<i + 3), at(i + 3, ":"),
        let minutes = number(i + 4..<i + 6), i + 6 == bytes.count, hours < 24, minutes < 60
      else { return nil }
      let offset = (hours * 60 + minutes) * 60_000
      total += at(i, "-") ? offset : -offset
    }
    milliseconds = total
  }

  /// `2026-11-21T05:14:07.250Z`.
  public var description: String {
    let (days, rest) = Timestamp.divide(milliseconds, 86_400_000)
    return Timestamp.date(days)
      + String(unsafeUninitializedCapacity: 14) { buffer in
        func two(_ place: Int, _ number: Int) {
          buffer[place] = ASCII.zero + UInt8(number / 10)
          buffer[place + 1] = ASCII.zero + UInt8(number % 10)
        }
        buffer[0] = UInt8(ascii: "T")
        two(1, rest / 3_600_000)
        buffer[3] = ASCII.colon
        two(4, rest / 60_000 % 60)
        buffer[6] = ASCII.colon
        two(7, rest / 1000 % 60)
        buffer[9] = ASCII.period
        two(10, rest % 1000 / 10)
        buffer[12] = ASCII.zero + UInt8(rest % 10)
        buffer[13] = UInt8(ascii: "Z")
        return 14
      }
  }

  /// The day in UTC: `2026-11-21`.
  public var day: String { Timestamp.date(Timestamp.divide(milliseconds, 86_400_000).0) }

  private static func divide(_ a: Int, _ b: Int) -> (Int, Int) {
    // Rounded down for every number there is: times come from files of others.
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that
  /// the leap day is the last one.
  package static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = divide(year, 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func date(_ days: Int) -> String {
    let (era, dayOfEra) = divide(days + 719_468, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * part + 2) / 5 + 1
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}

extension Timestamp {
  /// Hours since 1970-01-01T00:00:00Z, rounded down.
  public var hour: Int {
    Timestamp.divide(milliseconds, 3_600_000).0
  }

  /// The beginning of an hour; the first or last moment there is where that is beyond it.
  public init(hour: Int) {
    let (product, overflow) = hour.multipliedReportingOverflow(by: 3_600_000)
    self.init(milliseconds: overflow ? (hour < 0 ? .min : .max) : product)
  }

  /// The times of the years 0 to 9999: what RFC 3339 can write, and what is read.
  package static let writable =
    Timestamp(milliseconds: -62_167_219_200_000)...Timestamp(milliseconds: 253_402_300_799_999)
}
