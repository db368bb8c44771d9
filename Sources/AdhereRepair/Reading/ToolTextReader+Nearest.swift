import AdhereBytes
import AdhereJSON

/// Calls whose marks are broken: read by the nearest edits that make them calls which conform.
extension ToolTextReader {
  /// Reads the call or list of calls at `i` as notation alone, else by the nearest edits.
  ///
  /// - Returns: where to go on; nil where neither gives calls.
  mutating func readNotation(at i: Int) -> Int? {
    let reader = RelaxedReader(text, from: i, to: end, tools: tools, readsCalls: true)
    reader.variables = programVariables
    reader.mends = false
    let result = reader.read()
    if result == .complete, let region = region(from: i, reader, truncated: false, isTrial: true) {
      let label = label(around: i..<reader.position)
      if label != nil || Gate.callMayEnd(text, reader.position, end) {
        append(region)
        if let label { noteTorn(around: label..<reader.position + 1) }
        return reader.position
      }
    } else if result == .complete || !mayBeCall(at: i) {
      return nil
    }
    wasted += reader.work(since: i)
    let stop = callEnd(from: i)
    // A variable or an expression is no broken mark.
    if result == .failed(.expression), reader.position < stop,
      QuoteCount.areEven(text, i, min(stop, reader.position + 400))
    {
      return nil
    }
    // A mark that closes the call says that nothing was cut off.
    let isClosed = stop < end && text[stop] == UInt8(ascii: "<")
    if result == .truncated, !isClosed, !Stretch.endsWhole(text, stop) { return nil }
    return readNearest(in: i..<stop)
  }

  /// Where `[Calling a tool: f(…)]` begins: the call stands behind a label and ends with the brackets
  /// around both, in lines of their own. Nil where it does not.
  private func label(around call: Range<Int>) -> Int? {
    guard byte(call.upperBound) == UInt8(ascii: "]") else { return nil }
    var next = call.upperBound + 1
    while byte(next) == 0x20 { next += 1 }
    guard byte(next) < 0x20 || byte(next) == UInt8(ascii: "[") || byte(next) == UInt8(ascii: "<")
    else { return nil }
    var i = call.lowerBound
    while byte(i - 1) == 0x20 { i -= 1 }
    guard byte(i - 1) == UInt8(ascii: ":") else { return nil }
    i -= 1
    while byte(i - 1) == 0x20 || ByteClass.isWord(byte(i - 1)), call.lowerBound - i < 60 { i -= 1 }
    guard byte(i - 1) == UInt8(ascii: "["),
      i == 1 || byte(i - 2) == 0x0A || byte(i - 2) == UInt8(ascii: "]")
    else { return nil }
    return i - 1
  }

  /// Notes the end of another call in brackets before one, and the beginning of one behind it that
  /// the text ends in.
  private mutating func noteTorn(around call: Range<Int>) {
    var before = call.lowerBound
    while before > 0, text[before - 1] <= 0x20 { before -= 1 }
    let known = regions.dropLast().last.map { $0.end + 1 } ?? 0
    if byte(before - 1) == UInt8(ascii: "]"), known < before {
      note(UnreadableCall(start: before - 1, end: before, isMarked: true))
    }
    var next = call.upperBound
    while next < end, text[next] <= 0x20 { next += 1 }
    guard byte(next) == UInt8(ascii: "[") else { return }
    var stop = next + 1
    while byte(stop) == 0x20 || byte(stop) == UInt8(ascii: ":") || ByteClass.isName(byte(stop)) {
      stop += 1
    }
    if stop == end { note(UnreadableCall(start: next, end: end, isCutOff: true, isMarked: true)) }
  }

  /// Reads a stretch by its nearest edits.
  ///
  /// - Returns: where to go on; nil where nothing was found.
  mutating func readNearest(in stretch: Range<Int>) -> Int? {
    isLastCut = false
    foundNone = false
    guard searches < 4 else { return nil }
    searches += 1
    let named = nameBefore(stretch.lowerBound).map(\.change.text)
    let (tools, judge) = (tools, judge)
    let variables = programVariables
    var first = stretch.lowerBound
    while first < stretch.upperBound, text[first] <= 0x20 || text[first] == UInt8(ascii: "[") {
      first += 1
    }
    var search = NearestSearch(
      readsCalls: first < stretch.upperBound && ByteClass.isName(text[first]),
      isOpenEnded: stretch.upperBound == end || text[stretch.upperBound] == UInt8(ascii: "`"),
      most: EditCosts.mostOfCall,
      makeReader: {
        let reader = RelaxedReader($0, from: 0, to: $1, tools: tools, readsCalls: true)
        reader.variables = variables
        return reader
      },
      mayFollow: Gate.mendedCallMayEnd,
      judge: { CallForm.judge($0, tools, named: named, judge) })
    let raw = UnsafeBufferPointer(
      rebasing: UnsafeBufferPointer(start: text, count: end)[stretch])
    search.run(raw)
    switch NearestValue.choose(search) {
    case .one(let reading) where closesAtEnd(reading, raw):
      isLastCut = true
      return nil
    case .one(let reading):
      let start = stretch.lowerBound
      let changes = reading.changes.map { $0.shifted(by: start) }
      guard
        let region = region(
          from: start, to: start + reading.end, changes, used: Changes.rules(changes),
          truncated: false)
      else { return nil }
      append(region)
      return region.end
    case .rivals, .unproven:
      note(UnreadableCall(start: stretch.lowerBound, end: stretch.upperBound))
      return stretch.upperBound
    case .cut:
      isLastCut = true
      return nil
    case .none:
      foundNone = true
      return nil
    }
  }

  /// Whether a string runs to the end of the stretch and is closed there: what it said further was
  /// cut off, whatever mark follows.
  private func closesAtEnd(
    _ reading: NearestSearch.Reading, _ stretch: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let quote = reading.changes.last(where: { $0.rule == .missingEndQuote }) else {
      return false
    }
    return stretch[min(quote.start, stretch.count)...].allSatisfy { $0 <= 0x20 }
  }

  /// Whether the object at `i` names an offered tool as a call does.
  func isCallObject(at i: Int) -> Bool {
    var j = i
    while j < end, text[j] == UInt8(ascii: "[") || text[j] <= 0x20 { j += 1 }
    guard byte(j) == UInt8(ascii: "{"), tools != nil else { return false }
    return CallEvidence.namesUnquoted(text, j, min(end, j + 200), tools)
  }

  /// Whether an offered tool is named near the beginning of what is at `i`.
  private func mayBeCall(at i: Int) -> Bool {
    if beginsCallObject(at: i) { return true }
    guard let tools else { return false }
    let limit = min(end, i + 160)
    if CallEvidence.namesUnquoted(text, i, limit, tools, anywhere: true) { return true }
    return nameBefore(i) != nil
  }

  /// Where the text that a call at `i` can be in ends: before the tag that closes what was opened
  /// right before it, the fence's end, the text's end.
  private mutating func callEnd(from i: Int) -> Int {
    var j = i
    while j > 0, text[j - 1] <= 0x20 { j -= 1 }
    if j > 1, text[j - 1] == UInt8(ascii: ">") {
      var open = j - 1
      while open > 0, text[open] != UInt8(ascii: "<"), j - open < 80 { open -= 1 }
      if text[open] == UInt8(ascii: "<") {
        return ends.next(byte(open + 1) == UInt8(ascii: "|") ? .special : .tag, from: i, text, end)
      }
    }
    return ends.next(.fence, from: i, text, end)
  }

  /// Looks for a call that is broken where none was found, though the text holds what only calls
  /// hold.
  mutating func readBroken(outside zones: [Range<Int>]) {
    guard regions.isEmpty, unreadable.isEmpty, !isExhausted else { return }
    guard let (stretch, isMarked) = CallEvidence.find(text, end, outside: zones, tools) else {
      return noteAttempt(outside: zones)
    }
    // What can be read, and is no call, is data; behind a mark that opens calls it should be one,
    // but for the list of none.
    let reader = RelaxedReader(text, from: stretch.lowerBound, to: stretch.upperBound)
    reader.mends = false
    if reader.read() == .complete, reader.peek(reader.position).at >= stretch.upperBound {
      if isMarked, unknown.isEmpty, !isEmptyList(stretch) {
        note(
          UnreadableCall(start: stretch.lowerBound, end: stretch.upperBound, isMarked: true))
      } else if !isMarked {
        noteArguments(from: zones.last?.upperBound ?? 0)
      }
      return
    }
    if readNearest(in: stretch) == nil {
      note(
        UnreadableCall(
          start: stretch.lowerBound, end: stretch.upperBound, isCutOff: isCut, isMarked: isMarked))
    }
  }

  /// Notes what shows that a call was tried where no part of one is there.
  private mutating func noteAttempt(outside zones: [Range<Int>]) {
    let start = zones.last?.upperBound ?? 0
    if unknown.isEmpty, let (part, isSure) = LostCall.find(text, start, end, tools) {
      note(UnreadableCall(start: part.lowerBound, end: part.upperBound, isMarked: isSure))
    } else if let (mark, isCut) = CallEvidence.emptyMark(text, end, outside: zones) {
      note(UnreadableCall(start: mark.lowerBound, end: mark.upperBound, isCutOff: isCut))
    } else if tools != nil, unknown.isEmpty,
      let name = ForeignCalls.name(in: text, start, end)
    {
      unknown.append(UnknownCall(name: name, start: 0))
    } else {
      noteArguments(from: start)
    }
  }

  /// Notes the first call by a tool's name and its arguments.
  private mutating func noteArguments(from start: Int) {
    guard unknown.isEmpty, let tools,
      let (part, isCut) = ToolArguments(text, end, tools).find(in: start..<end, from: start)
    else { return }
    note(
      UnreadableCall(
        start: part.lowerBound, end: part.upperBound, isCutOff: isCut, isMarked: true))
  }

  private func isEmptyList(_ stretch: Range<Int>) -> Bool {
    text[stretch.lowerBound] == UInt8(ascii: "[")
      && stretch.allSatisfy {
        text[$0] <= 0x20 || text[$0] == UInt8(ascii: "[") || text[$0] == UInt8(ascii: "]")
      }
  }
}
