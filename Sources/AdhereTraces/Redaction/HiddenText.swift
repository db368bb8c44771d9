import AdhereBytes

/// The same text as a reader would see it who looks through what hides it: characters without width,
/// look-alikes, percent encoding, escapes of JSON.
///
/// It keeps for each byte where it comes from, so that what is found in it can be replaced in the
/// text itself.
struct HiddenText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte begins in the text; one more for the end.
  private var places: [Int] = []

  /// - Parameter capacity: how many bytes it has at most, as a rule.
  private init(capacity: Int) {
    bytes.reserveCapacity(capacity)
    places.reserveCapacity(capacity + 1)
  }

  /// The span of the text that a span of ``bytes`` comes from.
  func source(_ span: Range<Int>) -> Range<Int> {
    places[span.lowerBound]..<places[span.upperBound]
  }

  /// The readings in which a text may hold what it does not hold as it is.
  struct Readings: OptionSet {
    let rawValue: UInt8

    static let folded = Readings(rawValue: 1)
    static let decoded = Readings(rawValue: 2)
    static let unescaped = Readings(rawValue: 4)
    /// Some of it is text in base 64.
    static let encoded = Readings(rawValue: 8)
  }

  /// The readings of a text of which ``RuleFilter`` has seen these signs.
  @inline(__always)
  static func readings(
    of text: UnsafeBufferPointer<UInt8>, hasFoldable: Bool, hasPercent: Bool, hasBackslash: Bool,
    _ runs: Runs
  ) -> Readings {
    var readings: Readings = []
    if hasFoldable, self.hasFoldable(text) { readings.insert(.folded) }
    if hasPercent, self.hasPercent(text) { readings.insert(.decoded) }
    if hasBackslash, RuleFilter.hasHidingEscape(text) { readings.insert(.unescaped) }
    if runs.mayBeText { readings.insert(.encoded) }
    return readings
  }

  /// The readings of a text that differ from it, but for ``Readings/encoded``.
  static func views(_ text: UnsafeBufferPointer<UInt8>, _ readings: Readings) -> [HiddenText] {
    var views: [HiddenText] = []
    if readings.contains(.folded) { views.append(folded(text)) }
    if readings.contains(.decoded) { views.append(decoded(text)) }
    if readings.contains(.unescaped) { views.append(unescaped(text)) }
    return views
  }

  private static func hasFoldable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.indices.contains { text[$0] >= 0xC2 && isFoldable(text, $0) }
  }

  private static func isFoldable(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    guard i + 1 < text.count else { return false }
    return switch text[i] {
    case 0xC2: text[i + 1] == 0xA0 || text[i + 1] == 0xAD
    case 0xCE, 0xCF, 0xD0, 0xD1: isLookAlike(text, i)
    case 0xE2: text[i + 1] == 0x80 || text[i + 1] == 0x81
    case 0xEF: 0xBB...0xBD ~= text[i + 1]
    default: false
    }
  }

  /// Without characters that have no width, with the simple forms of others.
  private static func folded(_ text: UnsafeBufferPointer<UInt8>) -> HiddenText {
    var view = HiddenText(capacity: text.count)
    var i = 0
    while i < text.count {
      let (length, replacement) = fold(text, i)
      if let replacement {
        if replacement != 0 { view.append(replacement, i) }
      } else {
        for offset in 0..<length { view.append(text[i + offset], i + offset) }
      }
      i += length
    }
    view.places.append(text.count)
    return view
  }

  /// How many bytes the character has, and the byte in its place; 0 is none, nil leaves it.
  private static func fold(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> (Int, UInt8?) {
    let byte = text[i]
    guard byte >= 0xC2 else { return (1, nil) }
    let next = i + 1 < text.count ? text[i + 1] : 0
    let third = i + 2 < text.count ? text[i + 2] : 0
    switch (byte, next) {
    case (0xC2, 0xA0): return (2, ASCII.space)
    case (0xC2, 0xAD): return (2, 0)
    case (0xCE...0xD1, _) where isLookAlike(text, i):
      return (2, lookAlikes[UInt16(byte) << 8 | UInt16(next)])
    case (0xE2, 0x80) where third != 0:
      switch third {
      case 0x80...0x8A, 0xAF: return (3, ASCII.space)
      case 0x8B...0x8F, 0xAA...0xAE: return (3, 0)
      case 0x90...0x95: return (3, ASCII.minus)
      default: return (3, nil)
      }
    case (0xE2, 0x81) where 0xA0...0xA4 ~= third: return (3, 0)
    case (0xE2, 0x81) where third == 0x9F: return (3, ASCII.space)
    case (0xEF, 0xBB) where third == 0xBF: return (3, 0)
    // The wide forms of ASCII, U+FF01 to U+FF5E.
    case (0xEF, 0xBC) where third >= 0x81: return (3, third - 0x80 + 0x20)
    case (0xEF, 0xBD) where 0x80...0x9E ~= third: return (3, third - 0x80 + 0x60)
    default: return (1, nil)
    }
  }

  /// A letter of another script that looks like one of ours and stands beside one.
  private static func isLookAlike(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    guard i + 1 < text.count, lookAlikes[UInt16(text[i]) << 8 | UInt16(text[i + 1])] != nil else {
      return false
    }
    let before = i > 0 ? text[i - 1] : 0
    let after = i + 2 < text.count ? text[i + 2] : 0
    return before.isLetter || before.isDigit || after.isLetter || after.isDigit
      || after == ASCII.minus || after == UInt8(ascii: "_")
  }

  private static let lookAlikes: [UInt16: UInt8] = {
    var table: [UInt16: UInt8] = [:]
    for (strange, plain) in zip(
      "аеорсухіјѕһԁкмтвнАЕОРСУХІЈЅКМТВНοαρνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
      "aeopcyxijshdkmtbhAEOPCYXIJSKMTBHoapvABEZHIKMNOPTYX")
    {
      let bytes = Array(strange.utf8)
      guard bytes.count == 2, let byte = plain.asciiValue else { continue }
      table[UInt16(bytes[0]) << 8 | UInt16(bytes[1])] = byte
    }
    return table
  }()

  private static func hasPercent(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 2 else { return false }
    return (0..<text.count - 2).contains {
      text[$0] == ASCII.percent && text[$0 + 1].isHexDigit && text[$0 + 2].isHexDigit
    }
  }

  private static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> HiddenText {
    var view = HiddenText(capacity: text.count)
    var i = 0
    while i < text.count {
      if text[i] == ASCII.percent, i + 2 < text.count, let byte = hex(text, i + 1, 2) {
        view.append(UInt8(truncatingIfNeeded: byte), i)
        i += 3
      } else {
        view.append(text[i], i)
        i += 1
      }
    }
    view.places.append(text.count)
    return view
  }

  /// Escapes of JSON as what they stand for, in texts that are no JSON.
  private static func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> HiddenText {
    var view = HiddenText(capacity: text.count)
    var i = 0
    while i < text.count {
      var mark = i
      while mark < text.count, text[mark] == ASCII.backslash { mark += 1 }
      guard mark > i, mark < text.count else {
        view.append(text[i], i)
        i += 1
        continue
      }
      if text[mark] == UInt8(ascii: "u"), let value = hex(text, mark + 1, 4) {
        for byte in String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8 { view.append(byte, i) }
        i = mark + 5
      } else if text[mark] == ASCII.slash {
        view.append(ASCII.slash, i)
        i = mark + 1
      } else {
        view.append(text[i], i)
        i += 1
      }
    }
    view.places.append(text.count)
    return view
  }

  private static func hex(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt32?
  {
    guard start + count <= text.count else { return nil }
    var value: UInt32 = 0
    for byte in text[start..<start + count] {
      guard byte.isHexDigit else { return nil }
      value = value << 4 | UInt32(byte.isDigit ? byte - ASCII.zero : (byte | 0x20) - 0x57)
    }
    return value
  }

  private mutating func append(_ byte: UInt8, _ place: Int) {
    bytes.append(byte)
    places.append(place)
  }

  /// Stretches of base 64 that decode to text, with the text.
  static func encoded(_ text: UnsafeBufferPointer<UInt8>) -> [(span: Range<Int>, text: [UInt8])] {
    var found: [(span: Range<Int>, text: [UInt8])] = []
    var i = 0
    while let run = nextRun(text, from: i) {
      i = run.upperBound
      while i < text.count, i < run.upperBound + 2, text[i] == ASCII.equals { i += 1 }
      guard mayBeText(text, run), let plain = decode(text[run]) else { continue }
      found.append((run.lowerBound..<i, plain))
    }
    return found
  }

  /// The runs of what base 64 is written with.
  struct Runs {
    /// How long the longest is; 0 stands for all that are too short to hide something.
    var longest = 0
    /// Whether any of them may decode to text.
    var mayBeText = false
  }

  static func runs(of text: UnsafeBufferPointer<UInt8>) -> Runs {
    values.withUnsafeBufferPointer { values in
      var runs = Runs()
      // A run of so many bytes holds a place that is a multiple of it.
      var i = 0
      while i < text.count {
        guard values[Int(text[i])] < 64 else {
          i += shortest
          continue
        }
        var begin = i
        while begin > 0, values[Int(text[begin - 1])] < 64 { begin -= 1 }
        while i < text.count, values[Int(text[i])] < 64 { i += 1 }
        if i - begin >= shortest {
          runs.longest = max(runs.longest, i - begin)
          runs.mayBeText = runs.mayBeText || HiddenText.mayBeText(text, begin..<i)
        }
        i = (i + shortest - 1) / shortest * shortest
      }
      return runs
    }
  }

  /// The next run of what base 64 is written with that is long enough to hide something.
  private static func nextRun(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
    values.withUnsafeBufferPointer { values in
      var i = start
      while i < text.count {
        guard values[Int(text[i])] < 64 else {
          i += 1
          continue
        }
        let begin = i
        while i < text.count, values[Int(text[i])] < 64 { i += 1 }
        if i - begin >= shortest { return begin..<i }
      }
      return nil
    }
  }

  static let shortest = 16

  static func isBase64(_ byte: UInt8) -> Bool { values[Int(byte)] < 64 }

  /// What each byte stands for in base 64 of either alphabet; 64 is nothing.
  private static let values: [UInt8] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x41...0x5A: UInt8(byte) - 0x41
    case 0x61...0x7A: UInt8(byte) - 0x61 + 26
    case 0x30...0x39: UInt8(byte) - 0x30 + 52
    case ASCII.plus, ASCII.minus: 62
    case ASCII.slash, UInt8(ascii: "_"): 63
    default: 64
    }
  }

  /// Whether the beginning of a run decodes to text: of names, pictures and hashes it does not, so
  /// that the rest of them is never decoded.
  private static func mayBeText(_ text: UnsafeBufferPointer<UInt8>, _ run: Range<Int>) -> Bool {
    values.withUnsafeBufferPointer { values in
      /// How many bytes of a character beyond ASCII have to follow.
      var following = 0
      var bits: UInt32 = 0
      for i in 0..<shortest {
        bits = bits << 6 | UInt32(values[Int(text[run.lowerBound + i])])
        guard i & 3 == 3 else { continue }
        for shift in 1...3 {
          let byte = UInt8(truncatingIfNeeded: bits >> UInt32(24 - 8 * shift))
          if following > 0 {
            guard byte.isUTF8Continuation else { return false }
            following -= 1
          } else if byte >= 0x80 {
            guard 0xC2...0xF4 ~= byte else { return false }
            following = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
          } else if isControl(byte) {
            return false
          }
        }
        bits = 0
      }
      return true
    }
  }

  /// What text of people does not hold.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte == 0x7F
  }

  private static func decode(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    let run = UnsafeBufferPointer(rebasing: text)
    /// All bits of the bytes so far: where the highest is 0, all of them are ASCII.
    var all: UInt8 = 0
    let plain = [UInt8](unsafeUninitializedCapacity: run.count * 3 / 4) { plain, count in
      values.withUnsafeBufferPointer { values in
        var bits: UInt32 = 0
        var free = 0
        for byte in run {
          bits = bits << 6 | UInt32(values[Int(byte)])
          free += 6
          guard free >= 8 else { continue }
          free -= 8
          let next = UInt8(truncatingIfNeeded: bits >> UInt32(free))
          if isControl(next) {
            count = 0
            return
          }
          all |= next
          plain[count] = next
          count += 1
        }
      }
    }
    guard !plain.isEmpty else { return nil }
    return all < 0x80 || String(validating: plain, as: UTF8.self) != nil ? plain : nil
  }
}
