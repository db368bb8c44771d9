import AdhereBytes

/// What stands around the calls of a text that is held against a form: marks without a word of their
/// own around each, and before the first of all thoughts and plain words.
enum FormSurroundings {
  /// - Parameter calls: ascending.
  static func hold(_ text: UnsafePointer<UInt8>, _ end: Int, _ calls: [CallRegion]) -> Bool {
    let zones = ThinkZones.find(text, end)
    var i = 0
    for (index, call) in calls.enumerated() {
      guard holds(text, i, call.start, isFirst: index == 0, zones) else { return false }
      i = max(i, call.end)
    }
    return holds(text, i, end, isFirst: calls.isEmpty, zones)
  }

  private static func holds(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, isFirst: Bool, _ zones: [Range<Int>]
  ) -> Bool {
    var mayTalk = isFirst
    var zone = isFirst ? 0 : zones.firstIndex { $0.upperBound > start } ?? zones.count
    var i = start
    while i < stop {
      while zone < zones.count, zones[zone].upperBound <= i { zone += 1 }
      if zone < zones.count, zones[zone].contains(i) {
        guard isFirst else { return false }
        i = zones[zone].upperBound
        continue
      }
      switch text[i] {
      case 0...0x20: i += 1
      case UInt8(ascii: "<"):
        guard let mark = CallEvidence.markEnd(text, i, stop, closing: nil) else { return false }
        mayTalk = false
        i = mark
      // What begins a value or an argument, a list's mark, or code.
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "="), UInt8(ascii: "`"): return false
      default:
        guard mayTalk else { return false }
        i += 1
      }
    }
    return true
  }
}
