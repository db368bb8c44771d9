internal import AdhereBytes

/// One search with a ``LinearProgram``: all ways through the pattern at once, one code point after
/// the other.
///
/// Where the ways lead after a letter is remembered, so that a long subject is walked by looking up
/// (a deterministic automaton, made as far as the subject asks for it). What is remembered is given
/// up after each search: the verdict, which a limit of work can be, hangs on nothing that came
/// before.
struct LinearMatcher {
  /// Where the automaton goes: a state, or one of those below.
  typealias Target = Int32
  private static let unknown: Target = -1
  static let dead: Target = -2
  static let matched: Target = -3

  let program: LinearProgram
  /// Visits of instructions that may still be made.
  private(set) var work: Int

  // The letters met so far.
  private var letters: [Alphabet.Key: UInt32]
  /// A code point of each, and how the lookarounds stand before it.
  private(set) var members: [(scalar: UInt32, looks: UInt32)]
  /// Letters of code points beyond ASCII, by the low bits of the code point.
  private var recent: [(scalar: UInt32, looks: UInt32, letter: UInt32)]

  // The states met so far: what is to be done next, in order, and what came before.
  struct State: Hashable {
    var ways: [Int32]
    var afterWord: Bool
    var isFirst: Bool
    /// The pattern matched before the code point that led here; known where a search goes on.
    var isAfterMatch = false
  }
  private(set) var states: [State] = []
  private var numbers: [State: Target] = [:]
  /// For each state a row with a target for each letter.
  private(set) var table: [Target] = []
  private var width: Int
  /// Numbers held by the states.
  private var held = 0

  /// For each instruction the last visit of a step, and that of the step at hand.
  private var visits: [UInt32]
  private var visit: UInt32 = 0
  private var pending: [Int32] = []
  /// A search for all places where the pattern matches, not for the first one.
  var goesOn = false

  /// Numbers that states and table may hold together before they are made anew, and letters beyond
  /// ASCII before they are.
  private static let maximumHeld = 1 << 20
  private static let maximumLetters = 1 << 13
  /// Visits for one step of `matchLimit`, each of which is less than a step.
  private static let visitsPerMatchLimit = 256

  /// Searches `subject` for a match.
  ///
  /// - Parameter steps: grows by the visits that were made.
  static func test(
    _ program: LinearProgram, _ subject: UnsafeBufferPointer<UInt8>, limits: MatchLimits,
    steps: inout Int
  ) -> MatchVerdict {
    var matcher = LinearMatcher(program, limits)
    let limit = matcher.work
    // The program may have been made for this match.
    defer { steps &+= limit &- matcher.work &+ program.code.count &+ subject.count &>> 3 }
    return matcher.search(subject)
  }

  init(_ program: LinearProgram, _ limits: MatchLimits) {
    self.program = program
    work = Int(limits.matchLimit) * LinearMatcher.visitsPerMatchLimit
    letters = program.alphabet.asciiKeys
    members = program.alphabet.asciiMembers.map { ($0, 0) }
    width = members.count + 8
    recent = []
    visits = Array(repeating: 0, count: program.code.count)
  }

  mutating func search(_ subject: UnsafeBufferPointer<UInt8>) -> MatchVerdict {
    var state = number(State(ways: [0], afterWord: false, isFirst: true))
    var position = 0
    while position < subject.count {
      let byte = subject[position]
      var letter = Int(program.alphabet.asciiLetters[Int(byte & 0x7F)])
      if byte < 0x80 {
        position += 1
      } else {
        // Bytes that are no UTF-8 count as U+FFFD, one each.
        let (scalar, length) = UTF8Sequence.decode(subject, at: position) ?? (0xFFFD, 1)
        letter = Int(self.letter(of: scalar, &state))
        if work < 0 { return .tooCostly }
        position += length
      }
      let next = target(state, letter)
      if next < 0 {
        if next == LinearMatcher.matched { return .match }
        if next == LinearMatcher.dead { return .noMatch }
        return .tooCostly
      }
      state = next
    }
    return advance(states[Int(state)], nil, looks: 0).isMatch ? .match : .noMatch
  }

  /// Where a letter leads; ``unknown`` where the work is used up.
  @inline(__always)
  mutating func target(_ state: Target, _ letter: Int) -> Target {
    let known = table[Int(state) * width + letter]
    return known == LinearMatcher.unknown ? step(state, letter) : known
  }

  // MARK: - Letters

  /// - Parameter state: the state at hand, which has another number where rows are made anew.
  mutating func letter(
    of scalar: UInt32, looks: UInt32 = 0, _ state: inout Target
  ) -> UInt32 {
    if recent.isEmpty { recent = Array(repeating: (UInt32.max, 0, 0), count: 256) }
    let slot = Int((scalar ^ (looks &* 0x9E37_79B1) &>> 24) & 255)
    if recent[slot].scalar == scalar, recent[slot].looks == looks { return recent[slot].letter }
    var key = program.alphabet.key(of: scalar)
    key.looks = looks
    work -= program.alphabet.propertyCount
    let letter: UInt32
    if let known = letters[key] {
      letter = known
    } else {
      if members.count >= LinearMatcher.maximumLetters { forgetLetters(&state) }
      letter = UInt32(members.count)
      letters[key] = letter
      members.append((scalar, looks))
      if members.count > width { widen(&state) }
    }
    recent[slot] = (scalar, looks, letter)
    return letter
  }

  /// Rows for more letters; the states keep their numbers, as long as there is room for them.
  private mutating func widen(_ state: inout Target) {
    held += states.count * width
    width *= 2
    if held > LinearMatcher.maximumHeld { return forgetStates(but: &state) }
    table = Array(repeating: LinearMatcher.unknown, count: states.count * width)
    work -= table.count >> 4
  }

  /// Letters are given out anew, from those of ASCII on.
  private mutating func forgetLetters(_ state: inout Target) {
    letters = program.alphabet.asciiKeys
    members = program.alphabet.asciiMembers.map { ($0, 0) }
    width = members.count + 8
    for slot in recent.indices { recent[slot].scalar = UInt32.max }
    forgetStates(but: &state)
  }

  private mutating func forgetStates(but state: inout Target) {
    let kept = states[Int(state)]
    forgetStates()
    state = number(kept)
  }

  private mutating func forgetStates() {
    states = []
    numbers = [:]
    table = []
    held = 0
  }

  // MARK: - States

  mutating func number(_ state: State) -> Target {
    if let known = numbers[state] { return known }
    held += state.ways.count + width
    work -= width >> 4
    let number = Target(states.count)
    numbers[state] = number
    states.append(state)
    table.append(contentsOf: repeatElement(LinearMatcher.unknown, count: width))
    return number
  }

  /// Where `letter` leads from a state; ``unknown`` where the work is used up.
  private mutating func step(_ from: Target, _ letter: Int) -> Target {
    let member = members[letter]
    let (next, isMatch) = advance(states[Int(from)], member.scalar, looks: member.looks)
    if isMatch, !goesOn {
      table[Int(from) * width + letter] = LinearMatcher.matched
      return LinearMatcher.matched
    }
    if work < 0 { return LinearMatcher.unknown }
    if next.ways.isEmpty, !goesOn {
      table[Int(from) * width + letter] = LinearMatcher.dead
      return LinearMatcher.dead
    }
    if held > LinearMatcher.maximumHeld {
      forgetStates()
      return number(next)
    }
    let target = number(next)
    table[Int(from) * width + letter] = target
    return target
  }

  /// What is to be done after a code point, which is nil at the end of the subject, and whether the
  /// pattern has matched before it.
  mutating func advance(
    _ state: State, _ member: UInt32?, looks: UInt32
  ) -> (next: State, isMatch: Bool) {
    visit &+= 1
    if visit == 0 {
      for index in visits.indices { visits[index] = 0 }
      visit = 1
    }
    let beforeWord = member.map(CodePointSet.word.contains) ?? false
    var next = State(
      ways: [], afterWord: program.hasWordBoundary && beforeWord, isFirst: false)
    pending.append(contentsOf: state.ways)
    while let way = pending.popLast() {
      let pc = Int(way)
      if visits[pc] == visit { continue }
      visits[pc] = visit
      work -= 1
      switch program.code[pc] {
      case .take(let set):
        if let member, program.alphabet.sets[set].contains(member) { next.ways.append(way + 1) }
        if let member, member >= 0x80 {
          work -= program.alphabet.sets[set].cost
        }
      case .split(let other):
        pending.append(Int32(other))
        pending.append(way + 1)
      case .jump(let target): pending.append(Int32(target))
      case .start: if state.isFirst { pending.append(way + 1) }
      case .end: if member == nil { pending.append(way + 1) }
      case .wordBoundary(let negated):
        if (state.afterWord != beforeWord) != negated { pending.append(way + 1) }
      case .look(let number, let negated):
        if (looks &>> UInt32(number) & 1 == 1) != negated { pending.append(way + 1) }
      case .matched:
        next.isAfterMatch = goesOn
        if !goesOn {
          pending.removeAll(keepingCapacity: true)
          return (next, true)
        }
      }
    }
    if !program.fromStart { next.ways.append(0) }
    next.ways.sort()
    return (next, next.isAfterMatch)
  }
}
