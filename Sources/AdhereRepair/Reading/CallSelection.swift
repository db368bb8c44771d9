import AdhereJSON

/// Which of the calls found in a text are the answer. What a model writes around its answer
/// (explanations, a repetition, a dialogue it goes on with by itself) may hold calls too.
struct CallSelection {
  /// The regions that count, in order.
  private(set) var chosen: [CallRegion] = []
  /// Among what counts is a call that cannot be read.
  private(set) var isUnreadable = false
  /// Calls that were left out and say something else than the chosen ones.
  private(set) var otherCalls = 0

  /// Calls with nothing but commas, space and markup between them: one answer.
  private struct Group {
    var regions: [CallRegion] = []
    var unreadable: [UnreadableCall] = []
    var end = 0
    var fence: Int?

    /// Where it begins; a call that cannot be read may reach to the text's end.
    var start: Int { min(regions.first?.start ?? end, unreadable.first?.start ?? end) }
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
    let isWhole = first.isList && !first.isUnreadable && first.fence != nil
    if isWhole {
      take(first)
      countOthers(groups.dropFirst(), gaps)
      return
    }
    var seen: Set<[UInt8]> = []
    var called: Set<Int> = []
    var notations: Set<[UInt8]> = []
    var left = groups[...]
    while let group = left.first, group.start < turnEnd {
      left = left.dropFirst()
      let forms = group.regions.flatMap { CallSelection.forms($0, gaps) }
      // The same calls again, after other text and in another notation, repeat the answer. Written
      // and placed like the first, they may as well add to it.
      let isNew = notations.insert(CallSelection.notation(group, gaps)).inserted
      if !forms.isEmpty, forms.allSatisfy(seen.contains) {
        if !isNew { isUnreadable = true }
        continue
      }
      // So does a call of the same tool with names in place of values: it explains the first.
      if group.regions.isEmpty, !chosen.isEmpty,
        group.unreadable.allSatisfy({ $0.tool.map(called.contains) ?? false })
      {
        continue
      }
      for region in group.regions { called.formUnion(region.tools) }
      seen.formUnion(forms)
      take(group)
    }
    countOthers(left, gaps, seen)
  }

  /// Calls that repeat the whole answer.
  private(set) var repeats: [Range<Int>] = []

  private mutating func withoutRepeats(_ group: Group, _ gaps: GapRules) -> Group {
    guard !group.unreadable.isEmpty, group.unreadable.allSatisfy(\.isCutOff),
      let count = RepeatedAnswers.firstRound(
        group.regions.map { CallSelection.forms($0, gaps).reduce([], +) }),
      let last = group.regions.last
    else { return group }
    var group = group
    for region in group.regions[count...] { repeats.append(region.start..<region.end) }
    repeats.append(last.end..<max(last.end, group.end))
    group.regions = Array(group.regions[..<count])
    group.unreadable = []
    return group
  }

  /// The call that cannot be read was cut off.
  private(set) var isCut = false

  private mutating func take(_ group: Group) {
    if group.unreadable.contains(where: \.isCutOff) { isCut = true }
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

  /// Whether calls that were passed over, in the same turn, say something else than the chosen.
  func differs(from passed: [CallRegion], _ gaps: GapRules) -> Bool {
    guard !passed.isEmpty, let last = chosen.last else { return false }
    let turnEnd = TurnMarker.first(gaps.text, from: last.end, to: gaps.count)
    let known = Set(chosen.flatMap { CallSelection.forms($0, gaps) })
    return passed.contains { region in
      region.start < turnEnd && !CallSelection.forms(region, gaps).allSatisfy(known.contains)
    }
  }

  private static func groups(
    _ regions: [CallRegion], _ unreadable: [UnreadableCall], _ gaps: GapRules
  ) -> [Group] {
    var out: [Group] = []
    var u = unreadable.makeIterator()
    var nextUnreadable = u.next()
    func group(at start: Int, _ fence: Int?) -> Int {
      let glue = RuleSet([.joinCalls, .stripMarkup, .comment, .quotedCall])
      if out.isEmpty || !glue.isSuperset(of: gaps.kinds(out[out.count - 1].end, start)) {
        out.append(Group(fence: fence))
      }
      return out.count - 1
    }
    func add(_ call: UnreadableCall, _ fence: Int?) {
      let last = group(at: call.start, fence)
      out[last].unreadable.append(call)
      out[last].end = max(call.end, out[last].end)
    }
    for region in regions {
      while let next = nextUnreadable, next.start < region.start {
        // What is in a list that could not be read as a whole counts with the list.
        add(next, region.fence)
        nextUnreadable = u.next()
      }
      let last = group(at: region.start, region.fence)
      out[last].regions.append(region)
      out[last].end = max(region.end, out[last].end)
    }
    while let next = nextUnreadable {
      add(next, nil)
      nextUnreadable = u.next()
    }
    return out
  }

  /// The bytes of a group of calls, whether it is in a fence, and whether its line begins with it.
  private static func notation(_ group: Group, _ gaps: GapRules) -> [UInt8] {
    guard let first = group.regions.first, let last = group.regions.last else { return [] }
    var before = first.start
    while before > 0, gaps.text[before - 1] == 0x20 || gaps.text[before - 1] == 0x09 { before -= 1 }
    let beginsLine = before == 0 || gaps.text[before - 1] == 0x0A
    let raw = UnsafeBufferPointer(start: gaps.text + first.start, count: last.end - first.start)
    return Array(raw) + [group.fence == nil ? 0 : 1, beginsLine ? 0 : 1]
  }

  /// The canonical form of each call in a region.
  private static func forms(_ region: CallRegion, _ gaps: GapRules) -> [[UInt8]] {
    let raw = UnsafeBufferPointer(start: gaps.text + region.start, count: region.end - region.start)
    let json = Changes.apply(
      region.changesWithoutBrackets.map { $0.shifted(by: -region.start) }, to: raw)
    let list = Text.openSquare + json + Text.closeSquare
    guard let document = try? JSONDocument(list) else { return [json] }
    return document.withTape { tape in
      tape.children(of: 0).map { Canonical.form(tape, $0) }
    }
  }
}
