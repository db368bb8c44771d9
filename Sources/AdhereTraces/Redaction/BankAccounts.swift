import AdhereBytes

/// IBANs in a text (ISO 13616), whatever stands beside them: a country says how many characters its
/// numbers have.
enum BankAccounts {
  static func places(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var i = 0
    while i + 14 < text.count {
      guard text[i].isLetter, text[i + 1].isLetter, text[i + 2].isDigit || isSeparator(text[i + 2]),
        begins(text, i), let end = end(text, i)
      else {
        i += 1
        continue
      }
      places.append(i..<end)
      i = end
    }
    return places
  }

  /// Not within a word, but for the one that announces it: `IBANDE89…`.
  private static func begins(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    guard i > 0, text[i - 1].isDigit || text[i - 1].isLetter else { return true }
    guard i >= 4 else { return false }
    return zip(text[(i - 4)..<i], "iban".utf8).allSatisfy { $0.asciiLowercased == $1 }
  }

  private static func end(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let length = Int(lengths[place(text[start], text[start + 1])])
    guard length > 0 else { return nil }
    var plain: [UInt8] = []
    var i = start
    while i < text.count, plain.count < length {
      let byte = text[i]
      if byte.isDigit || byte.isLetter {
        plain.append(byte.isLetter ? byte & 0xDF : byte)
      } else if !isSeparator(byte) || i == start || isSeparator(text[i - 1]) {
        return nil
      }
      i += 1
    }
    guard plain.count == length, i == text.count || !(text[i].isDigit || text[i].isLetter),
      plain[2].isDigit, plain[3].isDigit
    else { return nil }
    return plain.withUnsafeBufferPointer { Checksums.isIBAN($0) } ? i : nil
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.minus || byte == ASCII.period
  }

  /// Of two letters, capital or small.
  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 31) << 5 | Int(second & 31)
  }

  /// How many characters a country's numbers have, 0 where it has none.
  private static let lengths: [UInt8] = {
    let table =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
      + "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
      + "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
      + "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
      + "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
    var lengths = [UInt8](repeating: 0, count: 1024)
    for entry in table.split(separator: " ") {
      let bytes = Array(entry.utf8)
      lengths[place(bytes[0], bytes[1])] =
        (bytes[2] - ASCII.zero) * 10 + bytes[3] - ASCII.zero
    }
    return lengths
  }()
}
