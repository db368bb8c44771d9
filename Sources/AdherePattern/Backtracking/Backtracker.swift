/// One match of a ``BacktrackingProgram``: a depth-first search with an explicit stack, bounded in
/// steps and in memory.
struct Backtracker {
  /// What to undo or try when a path fails, from the newest to the oldest.
  private enum Entry {
    /// Go on at `pc` from `position`.
    case choice(pc: Int, position: Int)
    /// A run that may give back down to `limit`, and then goes on at `pc`.
    case run(pc: Int, position: Int, limit: Int)
    case capture(slot: Int, old: Int)
    case counter(loop: Int, old: Int)
    case origin(loop: Int, old: Int)
    /// The beginning of a lookaround.
    case look(negated: Bool, after: Int, position: Int, outer: Int)
  }

  // Views of arrays that `test` keeps alive: the loop below reads them at every step.
  private let code: UnsafeBufferPointer<BacktrackingProgram.Instruction>
  private let loops: UnsafeBufferPointer<BacktrackingProgram.Loop>
  private let sets: UnsafeBufferPointer<MemberSet>
  private let subject: UnsafeBufferPointer<UInt32>
  private var captures: [Int]
  /// Rounds of each loop, and where its current round began.
  private var counters: [Int]
  private var origins: [Int]
  private var stack: [Entry] = []
  /// Index in `stack` of the innermost lookaround being matched, or -1.
  private var look = -1
  private var stepsLeft: Int
  private let maximumStack: Int

  /// Steps of this engine for one of `matchLimit`, which counts PCRE2's, each of which does more.
  private static let stepsPerMatchLimit = 8

  /// Searches `subject` for a match.
  ///
  /// - Parameter steps: grows by those that were taken.
  static func test(
    _ program: BacktrackingProgram, _ subject: UnsafeBufferPointer<UInt8>,
    limits: MatchLimits, steps: inout Int
  ) -> MatchVerdict {
    let heap = Int(limits.heapLimitKiB) * 1024
    guard subject.count <= heap / MemoryLayout<UInt32>.stride else { return .tooCostly }
    let limit = (Int(limits.matchLimit) &+ 2 &* subject.count) &* stepsPerMatchLimit
    let scalars = CodePoints.decode(subject)
    return scalars.withUnsafeBufferPointer { scalars in
      program.code.withUnsafeBufferPointer { code in
        program.loops.withUnsafeBufferPointer { loops in
          program.sets.withUnsafeBufferPointer { sets in
            var matcher = Backtracker(
              code: code, loops: loops, sets: sets, subject: scalars,
              captures: Array(repeating: -1, count: (program.captureCount + 1) * 2),
              counters: Array(repeating: 0, count: loops.count),
              origins: Array(repeating: 0, count: loops.count),
              stepsLeft: limit, maximumStack: heap / MemoryLayout<Entry>.stride)
            defer { steps &+= limit &- matcher.stepsLeft }
            return matcher.search(onlyFromStart: program.fromStart)
          }
        }
      }
    }
  }

  private mutating func search(onlyFromStart: Bool) -> MatchVerdict {
    for start in 0...(onlyFromStart ? 0 : subject.count) {
      let verdict = match(from: start)
      if verdict != .noMatch { return verdict }
    }
    return .noMatch
  }

  /// Matches at `start`. Where it fails, every change has been undone.
  private mutating func match(from start: Int) -> MatchVerdict {
    var pc = 0
    var position = start
    while true {
      stepsLeft -= 1
      if stepsLeft < 0 || stack.count > maximumStack { return .tooCostly }
      var failed = false
      switch code[pc] {
      case .scalar(let scalar, let backward):
        failed = !step(&position, backward: backward) { $0 == scalar }
        pc += 1
      case .set(let set, let backward):
        failed = !step(&position, backward: backward) { sets[set].contains($0) }
        stepsLeft -= sets[set].cost
        pc += 1
      case .start:
        failed = position != 0
        pc += 1
      case .end:
        failed = position != subject.count
        pc += 1
      case .wordBoundary(let negated):
        failed = (isWord(position - 1) != isWord(position)) == negated
        pc += 1
      case .backreference(let number, let backward):
        failed = !backreference(number, &position, backward: backward)
        pc += 1
      case .split(let other):
        stack.append(.choice(pc: other, position: position))
        pc += 1
      case .jump(let target):
        pc = target
      case .save(let slot):
        setCapture(slot, position)
        pc += 1
      case .enter(let loop):
        setCounter(loop, 0)
        pc += 1
      case .iterate(let loop):
        pc = iterate(loop, pc, position)
      case .round(let loop):
        // Past the largest count there is, rounds need no longer be told apart.
        setCounter(loop, min(counters[loop] + 1, Pattern.Quantifier.unbounded - 1))
        stack.append(.origin(loop: loop, old: origins[loop]))
        origins[loop] = position
        stepsLeft -= loops[loop].captures.count / 8
        for number in loops[loop].captures where captures[number * 2] != -1 {
          setCapture(number * 2, -1)
          setCapture(number * 2 + 1, -1)
        }
        pc += 1
      case .again(let loop):
        // A round beyond those required must take something, or it would go round for ever.
        failed = counters[loop] > loops[loop].minimum && position == origins[loop]
        pc = loops[loop].iterate
      case .run(let set, let minimum, let maximum, let backward):
        failed = !run(
          set, minimum, maximum, &position, backward: backward, pc: pc + 1)
        pc += 1
      case .look(let negated, let after):
        stack.append(.look(negated: negated, after: after, position: position, outer: look))
        look = stack.count - 1
        pc += 1
      case .looked:
        failed = !endLook(&position)
        pc += 1
      case .matched:
        return .match
      }
      if failed, !backtrack(&pc, &position) { return .noMatch }
    }
  }

  /// Where to go on after the decision whether a loop goes round again.
  @inline(__always)
  private mutating func iterate(_ loop: Int, _ pc: Int, _ position: Int) -> Int {
    let info = loops[loop]
    if counters[loop] < info.minimum { return pc + 1 }
    if counters[loop] == info.maximum { return info.exit }
    stack.append(.choice(pc: info.lazy ? pc + 1 : info.exit, position: position))
    return info.lazy ? info.exit : pc + 1
  }

  /// Undoes down to the newest choice and takes it; false where there is none left.
  private mutating func backtrack(_ pc: inout Int, _ position: inout Int) -> Bool {
    while let entry = stack.popLast() {
      switch entry {
      case .choice(let other, let place):
        pc = other
        position = place
        return true
      case .run(let other, let place, let limit):
        position = place < limit ? place + 1 : place - 1
        pc = other
        if position != limit {
          stack.append(.run(pc: other, position: position, limit: limit))
        }
        return true
      case .look(let negated, let after, let place, let outer):
        look = outer
        if negated {
          pc = after
          position = place
          return true
        }
      default: undo(entry)
      }
    }
    return false
  }

  private mutating func undo(_ entry: Entry) {
    switch entry {
    case .capture(let slot, let old): captures[slot] = old
    case .counter(let loop, let old): counters[loop] = old
    case .origin(let loop, let old): origins[loop] = old
    case .choice, .run, .look: break
    }
  }

  /// The body of the innermost lookaround has matched. True where the match goes on.
  private mutating func endLook(_ position: inout Int) -> Bool {
    guard case .look(let negated, _, let place, let outer) = stack[look] else { return false }
    position = place
    if negated {
      while stack.count > look + 1 { undo(stack.removeLast()) }
      stack.removeLast()
      look = outer
      return false
    }
    // Other ways through the body are given up; what it captured stays, and can be undone.
    var kept = look
    for index in look + 1..<stack.count {
      switch stack[index] {
      case .capture, .counter, .origin:
        stack[kept] = stack[index]
        kept += 1
      case .choice, .run, .look: break
      }
    }
    stack.removeLast(stack.count - kept)
    look = outer
    return true
  }

  @inline(__always)
  private func step(
    _ position: inout Int, backward: Bool, _ admits: (UInt32) -> Bool
  ) -> Bool {
    if backward {
      guard position > 0, admits(subject[position - 1]) else { return false }
      position -= 1
    } else {
      guard position < subject.count, admits(subject[position]) else { return false }
      position += 1
    }
    return true
  }

  private mutating func run(
    _ set: Int, _ minimum: Int, _ maximum: Int, _ position: inout Int, backward: Bool, pc: Int
  ) -> Bool {
    let start = position
    var count = 0
    while count < maximum,
      step(&position, backward: backward, { sets[set].contains($0) })
    {
      count += 1
    }
    stepsLeft -= count / 8 + (count + 1) * sets[set].cost
    guard count >= minimum else { return false }
    if count > minimum {
      let limit = backward ? start - minimum : start + minimum
      stack.append(.run(pc: pc, position: position, limit: limit))
    }
    return true
  }

  private mutating func backreference(
    _ number: Int, _ position: inout Int, backward: Bool
  ) -> Bool {
    let (start, end) = (captures[number * 2], captures[number * 2 + 1])
    // A group that has not matched refers to nothing, which matches.
    guard start >= 0, end >= 0 else { return true }
    let length = end - start
    let from = backward ? position - length : position
    guard from >= 0, from + length <= subject.count else { return false }
    stepsLeft -= length / 8
    for offset in 0..<length where subject[start + offset] != subject[from + offset] {
      return false
    }
    position = backward ? from : from + length
    return true
  }

  private func isWord(_ index: Int) -> Bool {
    index >= 0 && index < subject.count && CodePointSet.word.contains(subject[index])
  }

  private mutating func setCapture(_ slot: Int, _ value: Int) {
    stack.append(.capture(slot: slot, old: captures[slot]))
    captures[slot] = value
  }

  private mutating func setCounter(_ loop: Int, _ value: Int) {
    stack.append(.counter(loop: loop, old: counters[loop]))
    counters[loop] = value
  }
}
