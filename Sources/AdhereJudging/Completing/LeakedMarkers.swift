import AdhereRepair
import AdhereWire

/// Names of tools with the marks of a model's own notation behind them: where a server does not
/// take them out, `get_weather<|channel|>commentary` is called, or `get_weatherjson`, of which
/// `json` was the constraint of the arguments (OpenAI's Harmony).
struct LeakedMarkers {
  /// The calls with the names that were meant.
  private(set) var calls: [ToolCall]
  /// By call.
  private(set) var repairs: [Int: Repair] = [:]

  init(_ calls: [ToolCall], _ contract: Contract) {
    self.calls = calls
    guard case .tools(let table, _, _) = contract.terms else { return }
    for (number, call) in calls.enumerated() {
      let written = Array(call.name.utf8)
      guard table.resolve(written) == nil, let name = LeakedMarkers.name(written),
        let tool = table.resolve(name), tool.isExact
      else { continue }
      self.calls[number].name = String(decoding: name, as: UTF8.self)
      repairs[number] = Repair(
        rule: .toolName, path: "/\(number)/name", span: 0..<written.count, before: written,
        after: name, call: number)
    }
  }

  /// What stands before a mark; nil where there is none.
  private static func name(_ written: [UInt8]) -> [UInt8]? {
    for at in written.indices.dropLast()
    where written[at] == UInt8(ascii: "<") && written[at + 1] == UInt8(ascii: "|") {
      var end = at
      while end > 0, written[end - 1] <= 0x20 { end -= 1 }
      return end > 0 ? Array(written[..<end]) : nil
    }
    let constraint = Array("json".utf8)
    guard written.count > constraint.count,
      written.suffix(constraint.count).elementsEqual(constraint)
    else { return nil }
    return Array(written.dropLast(constraint.count))
  }
}
