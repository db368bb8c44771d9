package import AdhereSchema

extension Reason {
  /// What was read violates its schema; the span is that of the first value that does.
  static func nonconforming(
    _ violations: [Violation], at span: Range<Int>?, call: Int? = nil
  ) -> Reason {
    Reason(.nonconforming, at: span, call: call, message(violations) ?? "does not conform")
  }

  /// The first violation in one line, and how many more there are; nil where there is none.
  package static func message(_ violations: [Violation]) -> String? {
    guard let first = violations.first else { return nil }
    let place = first.instancePath.isEmpty ? "" : first.instancePath + " "
    let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
    return place + first.message + more
  }

  /// A call of a tool that was not offered.
  package static func unknownTool(_ name: [UInt8]) -> Reason {
    Reason(
      .unknownTool, "'\(String(decoding: name, as: UTF8.self))' was not offered",
      help: "a list of tools that names it")
  }

  /// A text in which no calls were read, where its readers say no more than that.
  static func unread(_ verdict: RepairVerdict, _ count: Int) -> Reason {
    switch verdict {
    case .truncated: .cutOff(at: count..<count, of: "a call")
    case .text: .noValue("no call stands in the text")
    default:
      count > Change.longestText
        ? .tooLong(count, limit: Change.longestText)
        : Reason(.brokenCall, "a call stands in the text and cannot be read")
    }
  }
}

extension UnreadableCall {
  /// Why this call was not read.
  var reason: Reason {
    let span = start..<max(start, end)
    if isCutOff { return .cutOff(at: span, of: "a call") }
    if isInSentence {
      return Reason(
        .brokenCall, at: span,
        "the call at byte \(start) stands in the middle of a sentence: it may be shown or made",
        help: "--allow call-in-prose", rule: .callInProse)
    }
    return Reason(.brokenCall, at: span, "the call at byte \(start) cannot be read as data")
  }
}
