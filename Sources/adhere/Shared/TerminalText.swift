/// Text that may hold anything, made fit for a terminal or for one line.
enum TerminalText {
  /// Characters that could steer the terminal, break the line or turn its direction as escapes:
  /// `\n`, `\u{1b}`.
  static func escaped(_ text: String, keepsLines: Bool = false) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where keepsLines: out += "\n"
      case 0x0A: out += "\\n"
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        out += "\\u{\(String(scalar.value, radix: 16))}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// JSON in which line ends and tabs, which can only stand between its tokens, are spaces; other
  /// control characters are escapes of JSON: `\u007f`.
  static func escapedJSON(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || 0x2028...0x202E ~= scalar.value
        || 0x2066...0x2069 ~= scalar.value || [0x061C, 0x200E, 0x200F].contains(scalar.value)
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": out += " "
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Fills up with spaces to a width in characters.
  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
