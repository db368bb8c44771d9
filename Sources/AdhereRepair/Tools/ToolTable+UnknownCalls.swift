import AdhereJSON

extension ToolTable {
  /// Leaves the calls of tools that were not offered out of a list of calls, if others remain.
  func withoutUnknownCalls(_ tape: Tape) -> [Change] {
    func isOffered(_ call: Int) -> Bool {
      guard let name = tape.member("name", of: call) else { return true }
      return resolve(StringText.decode(tape, name)) != nil
    }
    guard tape.children(of: 0).contains(where: isOffered) else { return [] }
    return DroppedMembers.changes(tape, in: 0) { isOffered($0) ? nil : .dropUnknownCall }
  }
}
