/// Names what is left out around an answer.
struct GapRules {
  let text: UnsafePointer<UInt8>
  let count: Int
  /// Where the model thought aloud.
  let zones: [Range<Int>]
  /// Calls that repeat the answer; ascending.
  var repeats: [Range<Int>] = []

  /// One change that leaves out `start..<end`, or nothing where nothing is there.
  ///
  /// - Parameter isFirst: the text before or after a single answer; not between two.
  func append(
    _ start: Int, _ end: Int, _ glue: ShortText, isFirst: Bool, to out: inout [Change]
  ) {
    guard start < end || !glue.isEmpty else { return }
    if glue.isEmpty, isBlank(start, end) { return }
    if glue.count == end - start, (0..<glue.count).allSatisfy({ text[start + $0] == glue[$0] }) {
      return
    }
    var rules = kinds(start, end)
    if !glue.isEmpty, rules.isEmpty { rules = RuleSet(isFirst ? .callEnvelope : .joinCalls) }
    let main = rules.rules.last ?? .stripProse
    rules.remove(main)
    out.append(Change(start, end, glue, main, with: rules))
  }

  /// What the stretch holds besides white space.
  func kinds(_ start: Int, _ end: Int) -> RuleSet {
    var rules = RuleSet()
    var i = start
    while i < end {
      if let zone = range(around: i, in: zones) {
        rules.insert(.stripThink)
        i = zone.upperBound
        continue
      }
      if let call = range(around: i, in: repeats) {
        rules.insert(.repeatedAnswer)
        i = call.upperBound
        continue
      }
      let b = text[i]
      switch b {
      case 0...0x20: i += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        rules.insert(.quotedCall)
        i += 1
      case UInt8(ascii: "`") where i + 1 >= count || text[i + 1] != UInt8(ascii: "`"):
        rules.insert(.quotedCall)
        i += 1
      case UInt8(ascii: "`"):
        rules.insert(.stripFence)
        while i < end, text[i] == b { i += 1 }
        while i < end, ByteClass.isWord(text[i]) { i += 1 }
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"):
        rules.insert(.joinCalls)
        i += 1
      case UInt8(ascii: "#") where isLineOfCode(i):
        rules.insert(.comment)
        while i < end, text[i] != 0x0A { i += 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        rules.insert(.extraClose)
        i += 1
      case UInt8(ascii: "<"), UInt8(ascii: "["):
        let close = b == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "]")
        var j = i + 1
        while j < end, j - i < 60, text[j] != close, text[j] != 0x0A { j += 1 }
        if j < end, text[j] == close {
          rules.insert(.stripMarkup)
          i = j + 1
        } else {
          rules.insert(.stripProse)
          i += 1
        }
      default:
        rules.insert(.stripProse)
        // Words until something that is not.
        while i < end, text[i] > 0x20, text[i] != UInt8(ascii: "<"), text[i] != UInt8(ascii: "`"),
          text[i] != UInt8(ascii: "[")
        {
          i += 1
        }
      }
    }
    return rules
  }

  /// The range that holds `i`, by bisection: hostile texts have many.
  private func range(around i: Int, in zones: [Range<Int>]) -> Range<Int>? {
    guard !zones.isEmpty else { return nil }
    var low = 0
    var high = zones.count
    while low < high {
      let middle = (low + high) / 2
      if zones[middle].upperBound <= i { low = middle + 1 } else { high = middle }
    }
    return low < zones.count && zones[low].contains(i) ? zones[low] : nil
  }

  /// One `#`, as comments have it; two and more make a Markdown heading.
  private func isLineOfCode(_ i: Int) -> Bool {
    i + 1 < count && text[i + 1] != UInt8(ascii: "#")
  }

  /// Whether the stretch is white space as JSON has it.
  func isBlank(_ start: Int, _ end: Int) -> Bool {
    (start..<end).allSatisfy {
      text[$0] == 0x20 || text[$0] == 0x0A || text[$0] == 0x0D || text[$0] == 0x09
    }
  }
}
