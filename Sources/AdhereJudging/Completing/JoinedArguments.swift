import AdhereBytes
import AdhereJSON
import AdhereRepair

/// Arguments that are several objects one after the other, as some servers send parallel calls of
/// one tool. Reading one of them would lose the others.
struct JoinedArguments {
  private let calls: [ToolCall]
  /// The gaps between the objects, by place in the arguments.
  private let gaps: [Range<Int>]
  private let text: [UInt8]

  /// Nil where the arguments are anything else.
  init?(_ call: ToolCall) {
    let text = call.arguments
    guard text.first(where: { !$0.isSpaceOrControl }) == ASCII.leftBrace,
      (try? JSONDocument(text, options: .anyDepth)) == nil
    else { return nil }
    var calls: [ToolCall] = []
    var gaps: [Range<Int>] = []
    var start = 0
    while start < text.count {
      guard let end = JoinedArguments.objectEnd(text, start) else { return nil }
      let piece = Array(text[start..<end])
      guard (try? JSONDocument(piece, options: .anyDepth)) != nil else { return nil }
      calls.append(ToolCall(name: call.name, arguments: piece))
      start = end
      while start < text.count, text[start].isSpaceOrControl { start += 1 }
      if start < text.count { gaps.append(end..<start) }
    }
    guard calls.count > 1 else { return nil }
    self.calls = calls
    self.gaps = gaps
    self.text = text
  }

  func judge(_ contract: Contract, _ finishReason: String?) -> Judgement {
    var judgement = contract.judge(Output(.calls(calls), finishReason: finishReason))
    guard judgement.outcome.isSuccess else { return judgement }
    guard contract.policy.permits(.joinCalls) else {
      judgement.outcome = .unreadable
      judgement.calls = nil
      judgement.repairs = []
      return judgement
    }
    judgement.outcome = .repaired
    judgement.repairs =
      gaps.enumerated().map { index, gap in
        Repair(
          rule: .joinCalls, path: "/\(index + 1)", span: gap, before: Array(text[gap]),
          after: [ASCII.comma])
      } + judgement.repairs
    return judgement
  }

  /// Past the object that begins at `start`; nil where it does not end.
  private static func objectEnd(_ text: [UInt8], _ start: Int) -> Int? {
    var depth = 0
    var inString = false
    var i = start
    while i < text.count {
      let byte = text[i]
      if inString {
        if byte == ASCII.backslash {
          i += 1
        } else if byte == ASCII.quote {
          inString = false
        }
      } else if byte == ASCII.quote {
        inString = true
      } else if byte == ASCII.leftBrace || byte == ASCII.leftBracket {
        depth += 1
      } else if byte == ASCII.rightBrace || byte == ASCII.rightBracket {
        depth -= 1
        if depth == 0 { return i + 1 }
        if depth < 0 { return nil }
      } else if depth == 0, !byte.isSpaceOrControl {
        return nil
      }
      i += 1
    }
    return nil
  }
}
