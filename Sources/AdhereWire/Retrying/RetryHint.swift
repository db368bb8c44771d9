internal import AdhereBytes
internal import AdherePlatform

/// How long a provider asks to wait, from the header it says so in: `retry-after-ms`,
/// `x-ms-retry-after-ms` (Azure), `retry-after` (seconds or a date), `x-ratelimit-reset`
/// (together.ai: seconds; OpenRouter: milliseconds since 1970), in this order. Last come the resets
/// of single limits: `x-ratelimit-reset-requests` and `-tokens` (`6ms`, `1m30s`), and Anthropic's
/// `anthropic-ratelimit-…-reset` (RFC 3339), of limits of which nothing remains.
public enum RetryHint {
  /// Longest wait that is told, in seconds: more than a hundred years. Any row of digits may come.
  static let longest = 5e9

  /// Seconds, never below 0; nil where no header says it.
  ///
  /// - Parameters:
  ///   - header: the value of a response header, by its name in lower case.
  ///   - now: seconds since 1970.
  public static func seconds(_ header: (String) -> String?, now: Double) -> Double? {
    hint(header, now: now).map { min($0, longest) }
  }

  private static func hint(_ header: (String) -> String?, now: Double) -> Double? {
    for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
      if let value = header(name).flatMap(number) { return value / 1_000 }
    }
    if let text = header("retry-after") {
      if let value = number(text) { return value }
      if let date = HTTPDate.seconds(text) { return max(0, date - now) }
    }
    if let text = header("x-ratelimit-reset"), let value = reset(text, now: now) { return value }
    return ofSingleLimits(header, now: now)
  }

  /// The resets of single limits.
  private static func ofSingleLimits(_ header: (String) -> String?, now: Double) -> Double? {
    let limits =
      ["requests", "tokens"].map { ("x-ratelimit-remaining-\($0)", "x-ratelimit-reset-\($0)") }
      + ["requests", "tokens", "input-tokens", "output-tokens"].map {
        ("anthropic-ratelimit-\($0)-remaining", "anthropic-ratelimit-\($0)-reset")
      }
    var usedUp: [Double] = []
    var unknown: [Double] = []
    for (remaining, name) in limits {
      guard let value = header(name).flatMap({ reset($0, now: now) }) else { continue }
      switch header(remaining).flatMap(number) {
      case 0: usedUp.append(value)
      case nil: unknown.append(value)
      // Answers name their limits whatever they are refused for.
      case _?: break
      }
    }
    return usedUp.max() ?? unknown.min()
  }

  /// When a limit is reset: seconds from now, as a duration, a time since 1970 or a date.
  private static func reset(_ text: String, now: Double) -> Double? {
    if let value = number(text) {
      // No provider asks to wait for thirty years: that is a time, in seconds or milliseconds.
      if value >= 1e11 { return max(0, value / 1_000 - now) }
      return value >= 1e9 ? max(0, value - now) : value
    }
    if let value = duration(text) { return value }
    return Timestamp(text.trimmed).map { max(0, Double($0.milliseconds) / 1_000 - now) }
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
      let month = months.firstIndex(of: words[2].lowercased()), var year = Int(words[3]),
      (0...9_999).contains(year)
    else { return nil }
    if year < 100 { year += year < 70 ? 2_000 : 1_900 }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
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
