import AdhereJSON

/// Which of the calls found in a text are the answer. What a model writes around its answer
/// (explanations, a repetition, a dialogue it goes on with by itself) may hold calls too.
struct CallSelection {
  /// The regions that count, in order.
  private(set) var chosen: [CallRegion] = []
  /// Among what counts stands a call that cannot be read.
  private(set) var isUnreadable = false
  /// Calls that were left out and say something else than the chosen ones.
  private(set) var otherCalls = 0

  /// Calls with nothing but commas, space and markup between them: one answer.
  private struct Group {
    var regions: [CallRegion] = []
    var unreadable: [Int] = []
    var end = 0
    var fence = -1

    var isUnreadable: Bool { !unreadable.isEmpty }
    var isList: Bool { regions.contains(where: \.isList) }
  }

  init(
    _ regions: [CallRegion], unreadable: [UnreadableCall], _ gaps: GapRules
  ) {
    let groups = CallSelection.groups(regions, unreadable, gaps).map { withoutRepeats($0, gaps) }
    guard let first = groups.first else { return }
    if groups.count == 1 {
      take(first)
      return
    }
    // The turn ends where the next one begins.
    let turnEnd = TurnMarker.first(gaps.text, from: first.end, to: gaps.count)
    // A list in a block of code is a whole answer; what comes after it is talk about it.
    let isWhole = first.isList && !first.isUnreadable && first.fence >= 0
    if isWhole {
      take(first)
      countOthers(groups.dropFirst(), gaps)
      return
    }
    var seen: Set<[UInt8]> = []
    var called: Set<Int> = []
    var left = groups[...]
    while let group = left.first, (group.regions.first?.start ?? group.end) < turnEnd {
      left = left.dropFirst()
      let forms = group.regions.flatMap { CallSelection.forms($0, gaps) }
      // The same calls again, after other text, repeat the answer; they do not add to it.
      if !forms.isEmpty, forms.allSatisfy(seen.contains) { continue }
      // So does a call of the same tool with names in place of values: it explains the first.
      if group.regions.isEmpty, !chosen.isEmpty, group.unreadable.allSatisfy(called.contains) {
        continue
      }
      for region in group.regions { called.formUnion(region.tools) }
      seen.formUnion(forms)
      take(group)
    }
    countOthers(left, gaps, seen)
  }

  /// Where calls stand that say the whole answer again.
  private(set) var repeats: [Range<Int>] = []

  private mutating func withoutRepeats(_ group: Group, _ gaps: GapRules) -> Group {
    let isCut = !group.unreadable.isEmpty && group.unreadable.allSatisfy { $0 == -2 }
    guard group.regions.count >= 2, group.unreadable.isEmpty || isCut,
      let kept = RepeatedAnswers.firstRound(
        group.regions.map { CallSelection.forms($0, gaps).reduce([], +) }, isCut: isCut)
    else { return group }
    var group = group
    let isKept = Set(kept)
    for (i, region) in group.regions.enumerated() where !isKept.contains(i) {
      repeats.append(region.start..<region.end)
    }
    if isCut, let last = group.regions.last { repeats.append(last.end..<max(last.end, group.end)) }
    group.regions = kept.map { group.regions[$0] }
    group.unreadable = []
    return group
  }

  /// The call that cannot be read was cut off.
  private(set) var isCut = false

  private mutating func take(_ group: Group) {
    if group.unreadable.contains(-2) { isCut = true }
    chosen += group.regions
    if group.isUnreadable { isUnreadable = true }
  }

  private mutating func countOthers(
    _ groups: ArraySlice<Group>, _ gaps: GapRules, _ seen: Set<[UInt8]> = []
  ) {
    let known = seen.union(chosen.flatMap { CallSelection.forms($0, gaps) })
    for group in groups {
      for region in group.regions {
        otherCalls += CallSelection.forms(region, gaps).count { !known.contains($0) }
      }
    }
  }

  private static func groups(
    _ regions: [CallRegion], _ unreadable: [UnreadableCall], _ gaps: GapRules
  ) -> [Group] {
    var out: [Group] = []
    var u = unreadable.makeIterator()
    var nextUnreadable = u.next()
    func add(_ start: Int, _ end: Int, _ fence: Int, _ region: CallRegion?, _ tool: Int = -1) {
      let glue = RuleSet([.joinCalls, .stripMarkup, .comment, .quotedCall])
      if out.isEmpty || !glue.isSuperset(of: gaps.kinds(out[out.count - 1].end, start)) {
        out.append(Group(fence: fence))
      }
      let last = out.count - 1
      if let region { out[last].regions.append(region) } else { out[last].unreadable.append(tool) }
      out[last].end = max(end, out[last].end)
    }
    for region in regions {
      while let next = nextUnreadable, next.start < region.start {
        // What stands in a list that could not be read as a whole counts with the list.
        add(next.start, next.end, region.fence, nil, next.tool)
        nextUnreadable = u.next()
      }
      add(region.start, region.end, region.fence, region)
    }
    while let next = nextUnreadable {
      add(next.start, next.end, -1, nil, next.tool)
      nextUnreadable = u.next()
    }
    return out
  }

  /// The canonical form of each call in a region.
  private static func forms(_ region: CallRegion, _ gaps: GapRules) -> [[UInt8]] {
    let raw = UnsafeBufferPointer(start: gaps.text + region.start, count: region.end - region.start)
    let json = Changes.apply(
      region.changesWithoutBrackets.map { $0.offset(by: -region.start) }, to: raw)
    let list = Text.openSquare + json + Text.closeSquare
    guard let document = try? JSONDocument(list) else { return [json] }
    return document.withTape { tape in
      tape.children(of: 0).map { Canonical.form(tape, $0) }
    }
  }
}
