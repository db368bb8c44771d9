import AdhereBytes
import AdhereJSON

/// Where a text that holds no value to go on with breaks the notation of JSON.
enum BrokenPlace {
  /// Why nothing was read that the policy permits to read.
  ///
  /// - Parameters:
  ///   - raw: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - reading: what was found in the text; nil where it was held to be strict JSON.
  static func reason(
    _ raw: UnsafeBufferPointer<UInt8>, _ reading: JSONReading?, _ policy: Policy
  ) -> Reason {
    guard let reading else {
      return reason(padded: raw.baseAddress!, count: raw.count, isRead: false)
    }
    if let known = reading.reason { return known }
    let last = reading.candidates.last
    if reading.isCut { return .cutOff(at: last.map { $0.span.lowerBound..<raw.count }) }
    if let last, !policy.permits(last.used) {
      return .denied(last.used.without(policy), at: last.span)
    }
    return reason(padded: raw.baseAddress!, count: raw.count, isRead: true)
  }

  /// There is nothing to read, or what there is is broken.
  ///
  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - isRead: every notation was tried; else the text was only held to be strict JSON.
  static func reason(padded text: UnsafePointer<UInt8>, count: Int, isRead: Bool) -> Reason {
    if count > Change.longestText { return .tooLong(count, limit: Change.longestText) }
    let raw = UnsafeBufferPointer(start: text, count: count)
    guard let first = raw.firstIndex(where: { !$0.isJSONSpace }) else {
      return .noValue("the output is empty")
    }
    // Text in front of a value is no fault of the value.
    let bracket = raw.firstIndex { $0 == ASCII.leftBrace || $0 == ASCII.leftBracket }
    guard let start = isRead ? bracket : first else {
      return .noValue("no JSON stands in the text")
    }
    var parser = TapeParser()
    guard case .failed(let error) = parser.parse(padded: text + start, count: count - start) else {
      return Reason(.broken, at: start..<count, "the text around the JSON cannot be read")
    }
    let place = min(start + error.offset, count)
    return Reason(
      .broken, at: place..<min(place + 1, count), "at byte \(place): \(error.message)",
      help: isRead ? nil : "repairs, which --repair permits")
  }
}
