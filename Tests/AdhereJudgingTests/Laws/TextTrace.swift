import AdhereBytes
import AdhereJSON

/// What a raw text says, whatever notation it says it in: for asking whether a string or a
/// number that was emitted stands in it.
///
/// Strings are compared by their letters and digits alone, without case; quotes, spaces,
/// punctuation and backslashes are notation. The text is looked at as it is and with its escapes
/// undone once, twice and three times, as texts inside strings of texts are written; and without
/// what may be a control's escape or a backslash and a letter, as one string can have both.
struct TextTrace {
  private let skeletons: [[UInt8]]
  private let withoutControls: [UInt8]
  private let numbers: Set<DecimalNumber>
  private let raw: [UInt8]

  init(_ raw: [UInt8]) {
    self.raw = raw
    var levels = [raw]
    for _ in 0..<3 {
      let next = TextTrace.unescape(levels.last!)
      if next == levels.last! { break }
      levels.append(next)
    }
    skeletons = levels.map(TextTrace.skeleton)
    withoutControls = TextTrace.skeleton(TextTrace.leaveOutControls(raw))
    numbers = Set(levels.flatMap(TextTrace.numbers))
  }

  func holds(text: String) -> Bool {
    let wanted = TextTrace.skeleton(Array(text.utf8))
    if wanted.isEmpty || skeletons.contains(where: { TextTrace.contains($0, wanted) }) {
      return true
    }
    let bare = TextTrace.skeleton(TextTrace.leaveOutControls(Array(text.utf8)))
    return !bare.isEmpty && TextTrace.contains(withoutControls, bare)
  }

  /// Without backslashes, and without letters behind them that can make a control.
  private static func leaveOutControls(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "\\") else {
        out.append(bytes[i])
        i += 1
        continue
      }
      let isControl = i + 1 < bytes.count && Array("ntrbf".utf8).contains(bytes[i + 1])
      i += isControl ? 2 : 1
    }
    return out
  }

  func holds(number: String) -> Bool {
    if TextTrace.contains(raw, Array(number.utf8)) { return true }
    guard let value = DecimalNumber(number) else { return false }
    return numbers.contains(value)
  }

  /// Whether one of these words stands there.
  func says(_ words: [String]) -> Bool {
    words.contains { word in skeletons.contains { TextTrace.contains($0, Array(word.utf8)) } }
  }

  private static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    guard text.count >= wanted.count else { return false }
    for i in 0...(text.count - wanted.count)
    where text[i] == first && text[i..<(i + wanted.count)] == wanted[...] {
      return true
    }
    return false
  }

  /// Letters and digits, lower case; other scripts as they are.
  private static func skeleton(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": out.append(UInt8(scalar.value))
      case "A"..."Z": out.append(UInt8(scalar.value) | 0x20)
      case "\u{0}"..."\u{A0}", "\u{FFFD}", "\u{FEFF}", "\u{3000}", "\u{180E}",
        "\u{2000}"..."\u{206F}":
        break
      default: out += Array(String(scalar).utf8)
      }
    }
    return out
  }

  /// One level of escapes undone, JSON's, Python's and JavaScript's.
  private static func unescape(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var i = 0
    func hex(_ from: Int, _ count: Int) -> UInt32? {
      guard from + count <= bytes.count else { return nil }
      return UInt32(String(decoding: bytes[from..<(from + count)], as: UTF8.self), radix: 16)
    }
    while i < bytes.count {
      guard bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.count else {
        out.append(bytes[i])
        i += 1
        continue
      }
      let next = bytes[i + 1]
      switch next {
      case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"),
        UInt8(ascii: "f"), UInt8(ascii: "v"):
        out.append(0x20)
        i += 2
      case UInt8(ascii: "U"):
        guard let scalar = hex(i + 2, 8), Unicode.Scalar(scalar) != nil else {
          out.append(next)
          i += 2
          continue
        }
        UTF8Sequence.append(scalar, to: &out)
        i += 10
      case UInt8(ascii: "u") where i + 2 < bytes.count && bytes[i + 2] == UInt8(ascii: "{"):
        let digits = bytes[(i + 3)...].prefix { $0 != UInt8(ascii: "}") }
        guard let scalar = hex(i + 3, digits.count), Unicode.Scalar(scalar) != nil else {
          out.append(next)
          i += 2
          continue
        }
        UTF8Sequence.append(scalar, to: &out)
        i += 4 + digits.count
      case UInt8(ascii: "0"):
        let digits = bytes[(i + 1)...].prefix(3).prefix { $0 >= 0x30 && $0 < 0x38 }
        out.append(0x20)
        if digits.count == 3, let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 8)
        {
          UTF8Sequence.append(scalar, to: &out)
        }
        i += 1 + (digits.count == 3 ? 3 : 1)
      case UInt8(ascii: "u"):
        guard var scalar = hex(i + 2, 4) else { fallthrough }
        i += 6
        if scalar & 0xFC00 == 0xD800, i + 1 < bytes.count, bytes[i] == UInt8(ascii: "\\"),
          bytes[i + 1] == UInt8(ascii: "u"), let low = hex(i + 2, 4), low & 0xFC00 == 0xDC00
        {
          scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (low & 0x3FF)
          i += 6
        }
        UTF8Sequence.append(scalar, to: &out)
      case UInt8(ascii: "x"):
        guard next == UInt8(ascii: "x"), let scalar = hex(i + 2, 2) else { fallthrough }
        UTF8Sequence.append(scalar, to: &out)
        i += 4
      default:
        out.append(next)
        i += 2
      }
    }
    return out
  }

  /// The values of everything that looks like a number.
  private static func numbers(_ bytes: [UInt8]) -> [DecimalNumber] {
    var out: [DecimalNumber] = []
    var i = 0
    func isPart(_ b: UInt8) -> Bool {
      switch b {
      case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "A")...UInt8(ascii: "F"),
        UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "x"), UInt8(ascii: "X"):
        true
      default: false
      }
    }
    while i < bytes.count {
      guard isPart(bytes[i]) else {
        i += 1
        continue
      }
      let start = i
      while i < bytes.count, isPart(bytes[i]) { i += 1 }
      let word = bytes[start..<i].filter { $0 != UInt8(ascii: "_") }
      // Letters may stand in front, signs may follow: every beginning and end is tried.
      for from in word.indices {
        for to in (from + 1)...word.count {
          if let value = value(Array(word[from..<to])) { out.append(value) }
        }
        if word.count > 40 { break }
      }
    }
    return out
  }

  private static func value(_ word: [UInt8]) -> DecimalNumber? {
    var text = String(decoding: word, as: UTF8.self)
    if text.hasPrefix("+") { text.removeFirst() }
    let negative = text.hasPrefix("-")
    if negative { text.removeFirst() }
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      return UInt64(text.dropFirst(2), radix: 16).flatMap {
        DecimalNumber((negative ? "-" : "") + String($0))
      }
    }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    text = text.replacing(".e", with: ".0e").replacing(".E", with: ".0E")
    return DecimalNumber((negative ? "-" : "") + text)
  }
}
