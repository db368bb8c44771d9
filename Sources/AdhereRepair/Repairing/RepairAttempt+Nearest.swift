import AdhereJSON

/// Values that are broken: read by the nearest edits that make them conform.
extension RepairAttempt {
  /// The nearest reading that conforms, where it has no rival; nil where none was found.
  func nearest(_ read: JSONReading) -> RepairResult? {
    let zones = read.zones
    guard let stretch = Stretch.find(raw.baseAddress!, raw.count, outside: zones),
      isAlone(stretch, read)
    else { return nil }
    let part = UnsafeBufferPointer(rebasing: raw[stretch])
    let outcome = NearestValue.search(part, isOpenEnded: true, mayFollow: Gate.mayFollow) {
      [keys = UndeclaredKeys(part)] in
      judge($0, keys)
    }
    switch outcome {
    case .one(let reading): return take(reading, stretch, zones)
    case .rivals(let readings):
      if policy.permits(.nearestReading) {
        let chosen = readings.first { isCandidate($0, of: read) } ?? readings[0]
        return take(chosen, stretch, zones, with: RuleSet(.nearestReading))
      }
      return rivals(readings.map { ($0, changes($0, stretch, zones)) })
    case .unproven(let readings):
      if policy.permits(.nearestReading) {
        return take(readings[0], stretch, zones, with: RuleSet(.nearestReading))
      }
      if let doubtful = readings.first(where: \.isDoubtful) {
        return .failed(
          .unreadable,
          Reason(
            .rivals, at: stretch,
            "another value may be meant: \(String(decoding: doubtful.json, as: UTF8.self))",
            help: "--allow nearest-reading (a guess)", rule: .nearestReading
          ).of(call))
      }
      return .failed(
        .unreadable,
        Reason(
          .tooManyEdits, at: stretch,
          readings[0].repeatsKey
            ? "the nearest reading names a key twice: it may join what is apart"
            : "more edits could mend the text than can be tried",
          help: "--allow nearest-reading (a guess)", rule: .nearestReading
        ).of(call))
    case .cut:
      return policy.permits(.closeTruncated)
        ? nil : .failed(.truncated, .cutOff(at: stretch.lowerBound..<raw.count).of(call))
    case .none(let readings):
      guard let cheapest = readings.first else { return nil }
      var found: [RepairResult] = []
      var rivals: [(NearestSearch.Reading, [Change])] = []
      for reading in readings.prefix(4) where reading.cost < cheapest.cost + EditCosts.margin {
        let changes = changes(reading, stretch, zones)
        guard policy.permits(Changes.rules(changes)) else { continue }
        if let result = aligned(Changes.apply(changes, to: raw), after: changes) {
          found.append(result)
          rivals.append((reading, result.changes))
        }
      }
      if found.count > 1 { return self.rivals(rivals) }
      return found.first
    }
  }

  /// Whether nothing of consequence stands outside of the stretch.
  private func isAlone(_ stretch: Range<Int>, _ read: JSONReading) -> Bool {
    let start = read.zones.last.map { min($0.upperBound, stretch.lowerBound) } ?? 0
    return !Gate.holdsStructure(raw.baseAddress!, start, stretch.lowerBound)
      && !Gate.holdsStructure(raw.baseAddress!, stretch.upperBound, raw.count)
  }

  /// Whether the tolerant reader came to the same value.
  private func isCandidate(_ reading: NearestSearch.Reading, of read: JSONReading) -> Bool {
    guard let last = read.candidates.last, let document = try? JSONDocument(last.json) else {
      return false
    }
    return document.withTape { Canonical.form($0) } == reading.form
  }

  private func take(
    _ reading: NearestSearch.Reading, _ stretch: Range<Int>, _ zones: [Range<Int>],
    with more: RuleSet = RuleSet()
  ) -> RepairResult {
    var changes = changes(reading, stretch, zones)
    if !more.isEmpty, !changes.isEmpty { changes[0].with.formUnion(more) }
    let rules = Changes.rules(changes)
    guard policy.permits(rules) else {
      return .failed(.unreadable, Reason.denied(rules.without(policy), at: stretch).of(call))
    }
    return repaired(changes, Changes.apply(changes, to: raw))
  }

  /// The reading's changes, and what is left out around it.
  private func changes(
    _ reading: NearestSearch.Reading, _ stretch: Range<Int>, _ zones: [Range<Int>]
  ) -> [Change] {
    let gaps = GapRules(text: raw.baseAddress!, count: raw.count, zones: zones)
    var changes: [Change] = []
    gaps.append(0, stretch.lowerBound, [], isFirst: true, to: &changes)
    changes += reading.changes.map { $0.shifted(by: stretch.lowerBound) }
    gaps.append(stretch.lowerBound + reading.end, raw.count, [], isFirst: true, to: &changes)
    return changes
  }
}
