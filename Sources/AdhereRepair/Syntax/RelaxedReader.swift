/// Reads one value that is written almost as JSON, or as Python or JavaScript would write it,
/// and lists the changes that make it JSON.
///
/// One pass, left to right, with a stack of its own: linear, and no recursion on depth. It
/// never guesses silently: each rule it needs is noted in ``used``, and the caller compares
/// that with the policy.
///
/// A class only so that its parts, which call each other on every byte, share one state instead
/// of passing it on; it is used by one function at a time, so access is not checked at run time.
final class RelaxedReader {
  /// How reading a value ended.
  enum Result: Equatable {
    case complete
    /// The text ended inside the value; the changes close it.
    case truncated
    /// Not a value, or one that cannot be data; ``position`` is where reading stopped.
    case failed(Failure)
  }

  enum Failure: Equatable {
    case syntax
    /// A variable, an expression or a nested call: only running the program would tell.
    case expression
    case tooDeep
    /// It takes more than ``RelaxedReader/mostChanges``.
    case tooManyChanges
  }

  /// What a bare word in value position may be.
  enum BareWords {
    /// A variable of a program: never data.
    case reject
    /// Text that lost its quotes, up to the next comma or closing bracket.
    case text
  }

  /// The brackets a value can be in.
  enum Bracket: UInt8 {
    case object, array, tuple, set, call, keywords
  }

  struct Frame {
    var bracket: Bracket
    /// Offset of the opening bracket.
    var start: Int
    /// Elements, members or arguments so far.
    var count = 0
    /// Where in ``changes`` the opening bracket's own change is, if it has one.
    var opener: Int?
    /// Index of the tool a call names, where the tools are known.
    var tool: Int?
    /// Which of its parameters is being read, where it is known.
    var parameter: Int?
    /// The call's only argument is an object that holds all of them: `f({"a": 1})`.
    var spread = false
    /// A comma was just read.
    var comma = false
    /// A call under a name that only ends as the tool's does: its keywords must be the tool's.
    var isNear = false
    /// A call of a tool that was not offered.
    var isUnknown = false
    /// The first 64 parameters of the tool, a bit for each that has a keyword already.
    var named: UInt64 = 0
  }

  var text: UnsafePointer<UInt8>
  /// Where the text ends; a fence that closes inside an open value ends it early.
  var end: Int
  let tools: ToolTable?
  var bareWords: BareWords
  /// Whether `name(…)` may be read as a call of a tool.
  var readsCalls: Bool
  /// Brackets inside brackets that are read; a value nested deeper is none.
  static let maximumDepth = 512
  /// Changes that are made in a text, about: the account of a text that is broken in more places
  /// would be many times as long as the text, and nobody would read it.
  static let mostChanges = 1 << 20

  @exclusivity(unchecked) var position: Int
  @exclusivity(unchecked) var changes: [Change] = []
  @exclusivity(unchecked) var used = RuleSet()
  @exclusivity(unchecked) var frames: [Frame] = []
  /// Open brackets by kind, so that a stray closer is looked up without a walk.
  @exclusivity(unchecked) var openCount: (braces: Int, squares: Int, rounds: Int) = (0, 0, 0)
  /// A string was once read to the end of the text without finding a plausible closing quote;
  /// from then on the first quote closes, which keeps reading linear.
  @exclusivity(unchecked) var quotesExhausted = false
  /// The text is known to be the beginning of a longer one: a member without its value is left
  /// out at the end, a number is cut back to its digits, a literal completed.
  @exclusivity(unchecked) var isPartial = false
  /// A member whose value has not begun: where it is, and the changes before it.
  @exclusivity(unchecked) var openMember: (start: Int, changes: Int)?
  /// Whether lost, doubled and wrong marks are mended on the way. Off, only notation is read: the
  /// first mark that no notation has where it stands ends the reading, and ``position`` is there.
  @exclusivity(unchecked) var mends = true
  /// Where reading pauses between two steps.
  @exclusivity(unchecked) var pause = Int.max
  /// Offset of the opening quote of the string that is being read.
  @exclusivity(unchecked) var stringStart = 0
  /// Whether what nothing is doubtful about is read at once. Off only where both ways are compared.
  @exclusivity(unchecked) var takesQuickWay = true
  /// How far bytes were looked at; past ``position`` where a string's end was sought in vain.
  @exclusivity(unchecked) private(set) var reach = 0
  /// Offset of the comma that was read last.
  @exclusivity(unchecked) var pendingComma = 0
  /// Literal values of the program's variables, for arguments that name one.
  @exclusivity(unchecked) var variables: Variables?
  /// Index of the tool that was called last, where the tools are known.
  @exclusivity(unchecked) var lastTool: Int?
  /// How the backslashes of the string that is being read are meant.
  @exclusivity(unchecked) var escapes = EscapeStyle()
  /// The text is a function's call that makes something else of the value it is given.
  @exclusivity(unchecked) var isMadeOtherwise = false
  /// Reading was given up at ``mostChanges``.
  @exclusivity(unchecked) var isOverfull = false
  /// The opening of a call was read.
  @exclusivity(unchecked) var openedCall = false

  init(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, tools: ToolTable? = nil,
    readsCalls: Bool = false, bareWords: BareWords = .reject
  ) {
    self.text = text
    self.end = end
    self.tools = tools
    self.readsCalls = readsCalls
    self.bareWords = bareWords
    position = start
  }

  /// The byte at `i`, NUL past the end.
  @inline(__always)
  func byte(_ i: Int) -> UInt8 { i < end ? text[i] : 0 }

  /// Notes that the text was looked through up to its end.
  func noteFullScan() { reach = end }

  /// Bytes looked at since `start`.
  func work(since start: Int) -> Int { max(position, reach) - start }

  /// Bytes looked at behind ``position``: in vain, whatever was read up to there.
  var lookedAhead: Int { max(0, reach - position) }

  @inline(__always)
  func change(_ start: Int, _ end: Int, _ text: ShortText, _ rule: Rule) {
    if changes.count == changes.capacity { makeRoom() }
    changes.append(Change(start, end, text, rule))
    used.insert(rule)
  }

  /// Room for as many changes as the rest of the text needs if it is like what was read, within
  /// bounds: moving a long list each time it doubles costs more than reading.
  @inline(never)
  private func makeRoom() {
    let count = changes.count
    if count >= RelaxedReader.mostChanges {
      // The text ends here, so that every loop does.
      isOverfull = true
      end = min(end, position)
    }
    let likely = count < 1_024 ? 2 * count : count * end / max(position, 1)
    let wanted = max(16, 2 * count, min(likely + likely / 8, 8 * count))
    changes.reserveCapacity(min(wanted, max(RelaxedReader.mostChanges, count + 1_024)))
  }

  func change(_ start: Int, _ end: Int, _ text: [UInt8], _ rule: Rule) {
    change(start, end, ShortText(text), rule)
  }

  /// Reads the value at ``position``; afterwards ``position`` is past it.
  func read() -> Result {
    finish(readValue())
  }

  /// Forgets what was read behind `position`.
  func goBack(to position: Int, changes count: Int, used: RuleSet) {
    changes.removeSubrange(count...)
    self.used = used
    self.position = position
  }

  /// Reads the rest of what was opened already.
  func readOpen() -> Result { finish(.complete) }

  private func finish(_ first: Result) -> Result {
    var result = first
    while result == .complete, !frames.isEmpty, position < pause {
      readPlain()
      if frames.isEmpty || position >= pause { break }
      result = step()
    }
    if isOverfull { return .failed(.tooManyChanges) }
    // Calls of other tools alone are a program's own.
    if result == .complete, frames.isEmpty, lastTool == nil, used.contains(.dropUnknownCall) {
      return .failed(.expression)
    }
    if result == .truncated, mends { closeAll() }
    return result
  }

  /// What was read as notation may as well be a mark out of its place.
  @exclusivity(unchecked) var isDoubtful = false
  /// Whether the string from `start` is followed by one in single quotes; kept for the string that
  /// was asked about last.
  @exclusivity(unchecked) var nextQuotes: (start: Int, areSingle: Bool)?
  /// The insides of the strings that were read; noted where marks are not mended on the way.
  @exclusivity(unchecked) var strings: [Range<Int>] = []
  /// Strings in quotes of another kind than JSON's, and keys in none, that were read: signs that the
  /// text is in another notation than JSON's.
  @exclusivity(unchecked) var otherNotation = 0
  /// Whether the text ended inside a string.
  @exclusivity(unchecked) var isInString = false

  /// Whether reading paused inside the value.
  var isPaused: Bool { !frames.isEmpty && position >= pause }

  /// One step inside the innermost bracket: an element, a member, an argument or its end.
  private func step() -> Result {
    switch frames[frames.count - 1].bracket {
    case .object: stepObject()
    case .array, .tuple, .set: stepArray()
    case .call, .keywords: stepCall()
    }
  }

  // MARK: - Brackets

  func push(_ bracket: Bracket, at start: Int, opener: Int? = nil) -> Bool {
    guard frames.count < RelaxedReader.maximumDepth else { return false }
    if frames.isEmpty { frames.reserveCapacity(8) }
    frames.append(Frame(bracket: bracket, start: start, opener: opener))
    count(bracket, 1)
    return true
  }

  func pop() {
    count(frames.removeLast().bracket, -1)
  }

  private func count(_ bracket: Bracket, _ step: Int) {
    switch bracket {
    case .object, .set: openCount.braces += step
    case .array: openCount.squares += step
    case .tuple, .call, .keywords: openCount.rounds += step
    }
  }

  /// What closes the innermost bracket in JSON.
  static func closer(_ frame: Frame) -> ShortText {
    switch frame.bracket {
    case .object, .keywords: Text.closeBrace
    case .array, .tuple, .set: Text.closeSquare
    case .call: frame.spread ? Text.closeBrace : Text.closeBraces
    }
  }

  /// Closes every open bracket at the end of the text.
  private func closeAll() {
    if let member = openMember, isPartial || !hasValue(member) { dropOpenMember(member) }
    openMember = nil
    if !frames.isEmpty { dropTrailingComma() }
    while let frame = frames.last {
      change(end, end, RelaxedReader.closer(frame), .closeTruncated)
      pop()
    }
    position = end
  }

  /// Whether anything of the value is behind the key of the last member.
  private func hasValue(_ member: (start: Int, changes: Int)) -> Bool {
    guard frames.last?.bracket == .object, !readsCalls else { return true }
    var i = end
    while i > member.start, text[i - 1] <= 0x20 { i -= 1 }
    return i <= member.start || text[i - 1] != UInt8(ascii: ":")
  }

  /// Leaves out a key, or a sign without digits, at the end of the text.
  func dropOpenMember(_ member: (start: Int, changes: Int)) {
    changes.removeSubrange(member.changes...)
    // A comma that was put in before it goes with it; one that was there is a trailing one now.
    var hasComma = true
    if let last = changes.last, last.rule == .missingComma, last.start == member.start {
      changes.removeLast()
      hasComma = false
    }
    change(member.start, end, [], .closeTruncated)
    if !frames.isEmpty {
      frames[frames.count - 1].count -= 1
      frames[frames.count - 1].comma = hasComma && frames[frames.count - 1].count > 0
    }
  }

  /// A closing bracket that is not the innermost one's. Where one further out matches, the ones
  /// inside are closed first; else it is one too many.
  func closeMismatched(_ b: UInt8) -> Result {
    guard mends else { return .failed(.syntax) }
    let known =
      switch b {
      case UInt8(ascii: "}"): openCount.braces > 0
      case UInt8(ascii: "]"): openCount.squares > 0
      default: openCount.rounds > 0
      }
    if known, b == UInt8(ascii: "}"), frames[frames.count - 1].bracket == .array,
      memberFollows(position + 1)
    {
      // ["a"}, "k": … : the object goes on, so only the list ends here.
      change(position, position + 1, Text.closeSquare, .mismatchedClose)
      position += 1
      pop()
      return .complete
    }
    if known, b == UInt8(ascii: "]"), frames[frames.count - 1].bracket == .object,
      objectFollows(position + 1)
    {
      // [{"a":1], {… : the list goes on, so only the object ends here.
      change(position, position + 1, Text.closeBrace, .mismatchedClose)
      position += 1
      pop()
      return .complete
    }
    if known {
      change(position, position, RelaxedReader.closer(frames[frames.count - 1]), .mismatchedClose)
      pop()
      return .complete
    }
    // Nothing of its kind is open: it stands for the right one at the end of the text, or is
    // one too many.
    if peek(position + 1).byte == 0, peek(position + 1).at >= end {
      change(
        position, position + 1, RelaxedReader.closer(frames[frames.count - 1]), .mismatchedClose)
      pop()
    } else {
      change(position, position + 1, [], .extraClose)
    }
    position += 1
    return .complete
  }
}
