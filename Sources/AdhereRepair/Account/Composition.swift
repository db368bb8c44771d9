extension Changes {
  /// Two layers as one: `first` turns the raw text into a middle one, `second` turns that into
  /// the last. The result turns raw into last. Linear in both.
  ///
  /// Where a change of the second layer touches bytes that the first one wrote, the two become
  /// one change that names both rules; all others stay as they are, shifted.
  static func compose(_ first: [Change], _ second: [Change]) -> [Change] {
    if first.isEmpty { return second }
    if second.isEmpty { return first }
    var out: [Change] = []
    out.reserveCapacity(first.count + second.count)
    var shift = 0  // place in the middle text minus place in the raw text
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      let a = first[i].moved(by: shift)
      let b = second[j]
      if a.ends(before: b) {
        out.append(first[i])
        shift += first[i].growth
        i += 1
      } else if b.ends(before: a) {
        out.append(b.shifted(by: -shift))
        j += 1
      } else {
        out.append(merge(first, &i, second, &j, &shift))
      }
    }
    out.append(contentsOf: first[i...])
    out.append(contentsOf: second[j...].lazy.map { $0.shifted(by: -shift) })
    return out
  }

  /// One change for a run of overlapping ones of both layers, from `first[i]` and `second[j]`.
  private static func merge(
    _ first: [Change], _ i: inout Int, _ second: [Change], _ j: inout Int, _ shift: inout Int
  ) -> Change {
    let a = first[i].moved(by: shift)
    let b = second[j]
    let rawStart = a.start <= b.start ? first[i].start : b.start - shift
    var written: [Middle] = []
    var later: [Change] = []
    var aEnd = Int.min
    var bEnd = Int.min
    var rawEnd = rawStart
    // Everything that overlaps what is in the run already belongs to it.
    while true {
      if i < first.count {
        let next = first[i].moved(by: shift)
        if written.isEmpty || next.start < bEnd {
          written.append(next)
          aEnd = next.end
          rawEnd = first[i].end
          shift += first[i].growth
          i += 1
          continue
        }
      }
      if j < second.count, later.isEmpty || second[j].start < aEnd {
        later.append(second[j])
        bEnd = second[j].end
        j += 1
        continue
      }
      break
    }
    if bEnd > aEnd { rawEnd = bEnd - shift }

    // The text: what the first layer wrote, with the changes of the second.
    var text: [UInt8] = []
    var rules = RuleSet()
    var cursor = min(a.start, b.start)
    var w = 0
    func appendWritten(upTo limit: Int) {
      while w < written.count, written[w].start < limit {
        let piece = written[w]
        let from = max(cursor, piece.start)
        let to = min(limit, piece.end)
        if from < to { text.append(contentsOf: piece.text[from - piece.start..<to - piece.start]) }
        if piece.end > limit { break }
        w += 1
      }
    }
    for change in later {
      appendWritten(upTo: change.start)
      change.text.append(to: &text)
      cursor = change.end
      rules.formUnion(change.rules)
    }
    appendWritten(upTo: Int.max)
    for piece in written { rules.formUnion(piece.rules) }
    let rule = later[0].rule
    rules.remove(rule)
    return Change(rawStart, rawEnd, text, rule, with: rules)
  }
}

/// What a first-layer change wrote, placed in the middle text.
private struct Middle {
  var start: Int
  var end: Int
  var text: ShortText
  var rules: RuleSet

  func ends(before b: Change) -> Bool {
    start == end ? start <= b.start : end <= b.start
  }
}

extension Change {
  fileprivate func moved(by shift: Int) -> Middle {
    Middle(start: start + shift, end: start + shift + text.count, text: text, rules: rules)
  }

  fileprivate func ends(before a: Middle) -> Bool { end <= a.start }
}
