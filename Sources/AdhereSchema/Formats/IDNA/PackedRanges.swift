internal import AdhereBytes

/// Ranges of code points with a class each, unpacked from the text that ``IDNATables`` keeps.
struct PackedRanges: Sendable {
  private var lowers: [UInt32] = []
  private var uppers: [UInt32] = []
  private var classes: [UInt8] = []

  init(_ packed: String) {
    var number: UInt32 = 0
    var lower: UInt32 = 0
    var last: UInt32 = 0
    var afterDot = false
    var letter: UInt8 = 0

    func close(_ ranges: inout PackedRanges) {
      if !afterDot { lower = last + number }
      last = afterDot ? lower + number : lower
      ranges.lowers.append(lower)
      ranges.uppers.append(last)
      ranges.classes.append(letter)
      (number, afterDot, letter) = (0, false, 0)
    }

    for byte in packed.utf8 {
      switch byte {
      case UInt8(ascii: " "): close(&self)
      case UInt8(ascii: "."):
        lower = last + number
        (number, afterDot) = (0, true)
      case 0x41...0x5A: letter = byte
      default: number = number * 32 + UInt32(byte.isDigit ? byte - 0x30 : byte - 0x61 + 10)
      }
    }
    close(&self)
  }

  /// The class of `scalar`; nil where no range holds it, 0 where the ranges have no classes.
  func find(_ scalar: UInt32) -> UInt8? {
    var low = 0
    var high = lowers.count
    while low < high {
      let middle = (low + high) / 2
      if scalar < lowers[middle] {
        high = middle
      } else if scalar > uppers[middle] {
        low = middle + 1
      } else {
        return classes[middle]
      }
    }
    return nil
  }

  /// Every code point in the ranges, in order.
  var members: [UInt32] {
    zip(lowers, uppers).flatMap { Array($0...$1) }
  }
}

/// The tables, unpacked when first asked for.
enum IDNAData {
  static let valid = PackedRanges(IDNATables.valid)
  static let bidi = PackedRanges(IDNATables.bidi)
  static let joining = PackedRanges(IDNATables.joining)
  static let scripts = PackedRanges(IDNATables.scripts)

  /// Pairs that canonical composition joins: the starter in the high half, the mark in the low.
  static let compositions: Set<UInt64> = {
    var pairs: Set<UInt64> = []
    var mark: UInt32 = 0
    for group in IDNATables.compositions.split(separator: "/") {
      guard let space = group.firstIndex(of: " ") else { continue }
      let number = PackedRanges(String(group[..<space])).members[0]
      mark += number
      var bases = group[space...].dropFirst()
      if bases.last == " " { bases = bases.dropLast() }
      for starter in PackedRanges(String(bases)).members {
        pairs.insert(UInt64(starter) << 32 | UInt64(mark))
      }
    }
    return pairs
  }()
}
