/// The calls of a text that are made there, and not only spoken of or shown.
struct MadeCalls {
  private(set) var regions: [CallRegion] = []
  private(set) var unreadable: [UnreadableCall] = []
  /// Calls inside sentences that were passed over.
  private(set) var inProse: [CallRegion] = []
  /// And those that cannot be read.
  private(set) var brokenInProse: [UnreadableCall] = []
  /// Calls whose number only running the program around them would tell.
  private(set) var conditional: [CallStretch] = []
  /// Whether the text is nothing but a program, none of whose calls are sure to be made.
  private(set) var isProgram = false

  /// - Parameters:
  ///   - regions: ascending.
  ///   - zones: where the model thought aloud.
  ///   - takesProse: calls inside sentences count, under a rule of their own.
  init(
    _ text: UnsafePointer<UInt8>, _ end: Int, regions: [CallRegion],
    unreadable: [UnreadableCall], fences: [Range<Int>], zones: [Range<Int>], takesProse: Bool
  ) {
    guard !regions.isEmpty || !unreadable.isEmpty else { return }
    let stretches =
      regions.map { CallStretch($0, text) } + unreadable.map { CallStretch($0, text) }
    let order = stretches.indices.sorted { (stretches[$0].start, $0) < (stretches[$1].start, $1) }
    var reader = SettingReader(text, end, fences: fences, zones: zones)
    let (runs, runOf) = MadeCalls.runs(order.map { stretches[$0] }, text)
    let settings = reader.settings(of: runs)
    for (place, index) in order.enumerated() {
      let setting = settings[runOf[place]]
      let isRegion = index < regions.count
      switch setting {
      case .shown: continue
      case .conditional:
        conditional.append(stretches[index])
        continue
      case .prose where !takesProse:
        if isRegion {
          inProse.append(regions[index])
        } else {
          brokenInProse.append(unreadable[index - regions.count])
        }
        continue
      case .named where !takesProse:
        let stretch = stretches[index]
        self.unreadable.append(
          isRegion
            ? UnreadableCall(
              start: stretch.start, end: stretch.end, isMarked: true, isInSentence: true)
            : unreadable[index - regions.count])
        continue
      case .prose, .made, .named: break
      }
      if isRegion {
        self.regions.append(regions[index])
        if setting != .made { self.regions[self.regions.count - 1].used.insert(.callInProse) }
      } else {
        self.unreadable.append(unreadable[index - regions.count])
      }
    }
    isProgram = !conditional.isEmpty && self.regions.isEmpty && !reader.sawWords
    leaveOutElsewhere(fences, reader.sawWords)
  }

  /// Calls that stand together, with commas or one line end between them, stand alike.
  private static func runs(
    _ stretches: [CallStretch], _ text: UnsafePointer<UInt8>
  ) -> (runs: [CallStretch], runOf: [Int]) {
    var runs: [CallStretch] = []
    var runOf: [Int] = []
    // How far the comment goes, as known so far, that the last run begins in; nil where in none.
    var comment: Int?
    for stretch in stretches {
      while let i = comment, i < stretch.start, text[i] != 0x0A { comment = i + 1 }
      let isBehindComment = comment.map { $0 < stretch.start } ?? false
      if let last = runs.last,
        stretch.start < last.end
          || isGlue(last.end, stretch.start, text) && !isBehindComment
      {
        runs[runs.count - 1].end = max(last.end, stretch.end)
        runs[runs.count - 1].isBare = last.isBare && stretch.isBare
        runs[runs.count - 1].isBroken = last.isBroken || stretch.isBroken
        if stretch.isBroken, stretch.isMarked { runs[runs.count - 1].isMarked = true }
      } else {
        runs.append(stretch)
        comment = isBehindSign(stretch.start, text) ? stretch.start : nil
      }
      runOf.append(runs.count - 1)
    }
    return (runs, runOf)
  }

  /// Whether the call at `i` is the first thing in a comment.
  private static func isBehindSign(_ i: Int, _ text: UnsafePointer<UInt8>) -> Bool {
    var j = i
    while j > 0, text[j - 1] == 0x20 { j -= 1 }
    return j > 0 && text[j - 1] == UInt8(ascii: "#")
      || j > 1 && text[j - 1] == UInt8(ascii: "/") && text[j - 2] == UInt8(ascii: "/")
  }

  private static func isGlue(_ start: Int, _ stop: Int, _ text: UnsafePointer<UInt8>) -> Bool {
    var lines = 0
    for i in start..<stop {
      switch text[i] {
      case 0x0A: lines += 1
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","), UInt8(ascii: ";"): break
      default: return false
      }
      if lines > 1 { return false }
    }
    return true
  }

  /// A program beside an answer, in another block or in running text, is no part of it.
  private mutating func leaveOutElsewhere(_ fences: [Range<Int>], _ hasWords: Bool) {
    guard !conditional.isEmpty else { return }
    let blocks = Set(regions.map { $0.fence ?? -1 })
    var next = 0
    conditional.removeAll { stretch in
      while next < fences.count, fences[next].upperBound <= stretch.start { next += 1 }
      let isFenced = next < fences.count && fences[next].contains(stretch.start)
      return isFenced ? !blocks.contains(next) : hasWords || !blocks.contains(-1)
    }
  }
}

extension CallStretch {
  init(_ region: CallRegion, _ text: UnsafePointer<UInt8>) {
    start = region.start
    end = region.end
    isMarked = region.isMarked || region.isList || region.used.contains(.xmlParameters)
    if let first = region.changes.first, first.rule == .nameBeforeArguments {
      // A name that ends its line, and the arguments below it, are a notation of their own.
      let between = UnsafeBufferPointer(start: text + first.start, count: first.end - first.start)
      if between.contains(0x0A), !between.contains(UInt8(ascii: ":")) { isMarked = true }
    }
    isQuoted = region.used.contains(.quotedCall)
    var i = region.end - 1
    if i > start, text[i] == UInt8(ascii: ")") {
      i -= 1
      while i > start, text[i] <= 0x20 { i -= 1 }
    }
    isBare = text[i] == UInt8(ascii: "(") && region.used.contains(.pythonCall)
  }

  init(_ call: UnreadableCall, _ text: UnsafePointer<UInt8>) {
    start = call.start
    end = call.end
    isMarked = call.isMarked || text[call.start] == UInt8(ascii: "[")
    isBroken = true
    isBare = false
  }
}
