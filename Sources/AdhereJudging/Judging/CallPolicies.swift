import AdhereJSON
import AdhereRepair

/// The rules of the guess tier that change which calls there are, for calls that an API gave as
/// calls. A call that is left out stands in the account with its arguments as `before` and
/// nothing as `after`; one that was spread with its new argument objects, commas between them.
enum NativeCallPolicies {
  /// Leaves out calls of tools that were not offered, if calls of offered ones remain.
  static func withoutUnknown(
    _ calls: [ToolCall], _ isKnown: (ToolCall) -> Bool
  ) -> (calls: [(index: Int, call: ToolCall)], repairs: [Repair]) {
    let all = calls.enumerated().map { (index: $0.offset, call: $0.element) }
    let known = all.filter { isKnown($0.call) }
    guard !known.isEmpty, known.count < all.count else { return (all, []) }
    let repairs = all.filter { !isKnown($0.call) }
      .map { left(out: $0.call, at: $0.index, .dropUnknownCall) }
    return (known, repairs)
  }

  /// Leaves out calls that say what an earlier one says.
  static func withoutRepeated(
    _ judged: [(index: Int, call: ToolCall)], _ raw: [ToolCall]
  ) -> (calls: [(index: Int, call: ToolCall)], repairs: [Repair]) {
    var seen: Set<[UInt8]> = []
    var kept: [(index: Int, call: ToolCall)] = []
    var repairs: [Repair] = []
    for (index, call) in judged {
      let form =
        (try? JSONDocument(call.arguments).withTape { Canonical.form($0) }) ?? call.arguments
      if seen.insert(Array(call.name.utf8) + [0] + form).inserted {
        kept.append((index, call))
      } else {
        repairs.append(left(out: raw[index], at: index, .dropRepeatedCall))
      }
    }
    return (kept, repairs)
  }

  static func left(out call: ToolCall, at index: Int, _ rule: Rule) -> Repair {
    Repair(
      rule: rule, path: "/\(index)", span: 0..<call.arguments.count, before: call.arguments,
      after: [], call: index)
  }
}
