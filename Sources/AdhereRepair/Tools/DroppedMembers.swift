import AdhereJSON

/// Members of an object or elements of a list, left out together with their commas.
enum DroppedMembers {
  /// Leaves out the children for which `rule` names one: runs of neighbours in one change, under
  /// the rule of the last of them.
  ///
  /// - Parameter rule: the reason to leave out a child, nil where it stays. Children of an object
  ///   are its keys.
  static func changes(_ tape: Tape, in container: Int, _ rule: (Int) -> Rule?) -> [Change] {
    var out: [Change] = []
    var keptEnd: Int?
    var run: (start: Int, end: Int, rule: Rule)?
    for child in tape.children(of: container) {
      let last = tape.kind(child) == .key ? child + 1 : child
      let span = tape.span(child).lowerBound..<tape.span(last).upperBound
      if let rule = rule(child) {
        run = (run?.start ?? span.lowerBound, span.upperBound, rule)
      } else {
        if let run {
          // With a kept member before, its comma goes; else the one behind.
          out.append(
            keptEnd.map { Change($0, run.end, [], run.rule) }
              ?? Change(run.start, span.lowerBound, [], run.rule))
        }
        run = nil
        keptEnd = span.upperBound
      }
    }
    if let run { out.append(Change(keptEnd ?? run.start, run.end, [], run.rule)) }
    return out
  }
}
