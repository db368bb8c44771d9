internal import AdhereBytes
internal import AdherePlatform

/// How long a provider asks to wait, from the header it says so in: `retry-after-ms`,
/// `x-ms-retry-after-ms` (Azure), `retry-after` (seconds or a date), `x-ratelimit-reset`
/// (together.ai: seconds; as OpenAI writes its resets: `6ms`, `1m30s`), in this order.
public enum RetryHint {
  /// Seconds, never below 0; nil where no header says it.
  ///
  /// - Parameters:
  ///   - header: the value of a response header, by its name in lower case.
  ///   - now: seconds since 1970.
  public static func seconds(_ header: (String) -> String?, now: Double) -> Double? {
    for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
      if let value = header(name).flatMap(number) { return value / 1_000 }
    }
    if let text = header("retry-after") {
      if let value = number(text) { return value }
      if let date = HTTPDate.seconds(text) { return max(0, date - now) }
    }
    if let text = header("x-ratelimit-reset") { return number(text) ?? duration(text) }
    return nil
  }

  /// Digits, with a fraction or without.
  static func number(_ text: String) -> Double? {
    let text = text.trimmed
    guard !text.isEmpty, text.utf8.allSatisfy({ $0.isDigit || $0 == ASCII.period }),
      let value = Double(text)
    else { return nil }
    return value
  }

  /// `1h2m3.5s`, `6ms`.
  static func duration(_ text: String) -> Double? {
    var total = 0.0
    var rest = text.trimmed[...]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      guard let value = Double(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      switch unit {
      case "ms": total += value / 1_000
      case "s", "": total += value
      case "m": total += value * 60
      case "h": total += value * 3_600
      case "d": total += value * 86_400
      default: return nil
      }
    }
    return total
  }
}

/// Dates as HTTP headers have them (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Seconds since 1970; nil where the text is no date.
  static func seconds(_ text: String) -> Double? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
    guard words.count >= 5, let day = Int(words[1]), (1...31).contains(day),
      let month = months.firstIndex(of: words[2].lowercased()), var year = Int(words[3])
    else { return nil }
    if year < 100 { year += year < 70 ? 2_000 : 1_900 }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    let days = Timestamp.days(year, month + 1, day)
    return Double(days * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2])
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    var end = start.endIndex
    while end > start.startIndex {
      let before = start.index(before: end)
      guard start[before] == " " || start[before] == "\t" else { break }
      end = before
    }
    return String(start[..<end])
  }
}
