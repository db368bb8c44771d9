import AdhereBytes

/// Ids of nine letters and digits for ids of any form, the same for the same id of a row.
struct CallIDs {
  private var known: [(id: [UInt8], short: [UInt8])] = []

  mutating func short(_ id: [UInt8]) -> [UInt8] {
    if let match = known.first(where: { $0.id == id }) { return match.short }
    var salt: UInt64 = 0
    while true {
      var hash = RowHash()
      hash.add(id)
      hash.add(salt)
      var value = hash.finish()
      var short: [UInt8] = []
      for _ in 0..<9 {
        short.append(CallIDs.digits[Int(value % 62)])
        value /= 62
      }
      if !known.contains(where: { $0.short == short }) {
        known.append((id, short))
        return short
      }
      salt += 1
    }
  }

  /// Whether it is an id of this form.
  static func isShort(_ id: [UInt8]) -> Bool {
    id.count == 9 && id.allSatisfy { $0.isLetter || $0.isDigit }
  }

  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}
