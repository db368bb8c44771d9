/// Names that a program may have given another value than the one they were assigned: by a method,
/// a part, a second target, another meaning, or a line that is not always run; a list or an object
/// also by any function it is handed to that is not a tool.
///
/// Rather one name too many: a name that is found stays a variable.
enum ChangedNames {
  /// One pass over the words of the text.
  ///
  /// - Parameter isTool: whether a function of this name takes values and leaves them as they are.
  static func find(
    _ text: UnsafePointer<UInt8>, _ end: Int, among variables: Variables,
    isTool: @escaping ([UInt8]) -> Bool
  ) -> Set<[UInt8]> {
    var reader = ChangedNameReader(text, end, variables, isTool)
    reader.read()
    return reader.found
  }
}

private struct ChangedNameReader {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  private let variables: Variables
  private let isTool: ([UInt8]) -> Bool
  private(set) var found: Set<[UInt8]> = []

  /// Parentheses and brackets that are open.
  private var depth = 0
  /// The depth at which a function that is no tool is called; nil outside of such a call.
  private var outerCall: Int?
  /// The line gives meanings to all its words up to its colon: `def f(n):`.
  private var binds = false
  /// Columns at which the lines begin that are inside of what a line with a colon opened.
  private var block: Int?
  private var column = 0
  private var opensBlock = false
  /// The word before, and the first one of the line.
  private var before: [UInt8] = []
  private var first: [UInt8] = []

  init(
    _ text: UnsafePointer<UInt8>, _ end: Int, _ variables: Variables,
    _ isTool: @escaping ([UInt8]) -> Bool
  ) {
    self.text = text
    self.end = end
    self.variables = variables
    self.isTool = isTool
  }

  private func byte(_ i: Int) -> UInt8 { i >= 0 && i < end ? text[i] : 0 }

  mutating func read() {
    var i = 0
    var isLineStart = true
    while i < end {
      if isLineStart {
        i = beginLine(i)
        isLineStart = false
        continue
      }
      let b = text[i]
      switch b {
      case 0x0A:
        isLineStart = true
        i += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if outerCall == nil, b == UInt8(ascii: "("), callsOther(i) { outerCall = depth }
        i += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if outerCall == depth { outerCall = nil }
        depth = max(0, depth - 1)
        i += 1
      case UInt8(ascii: ":"):
        if depth == 0 { binds = false }
        i += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"): i = stringEnd(i)
      default:
        guard ByteClass.isWordOrBeyondASCII(b) else {
          i += 1
          continue
        }
        var stop = i
        while stop < end, ByteClass.isWordOrBeyondASCII(text[stop]) { stop += 1 }
        readWord(i, stop)
        i = stop
      }
    }
  }

  /// Reads the white space that a line begins with.
  private mutating func beginLine(_ start: Int) -> Int {
    var i = start
    while i < end, text[i] == 0x20 || text[i] == 0x09 { i += 1 }
    before = []
    guard depth == 0, i < end, text[i] != 0x0A, text[i] != 0x0D else { return i }
    if opensBlock, i - start > column { block = block ?? i - start }
    if let inner = block, i - start < inner { block = nil }
    column = i - start
    var last = i
    var j = i
    while j < end, text[j] != 0x0A {
      if text[j] > 0x20 { last = j }
      j += 1
    }
    opensBlock = text[last] == UInt8(ascii: ":")
    binds = false
    return i
  }

  private mutating func readWord(_ start: Int, _ stop: Int) {
    let word = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    defer { before = word }
    if before.isEmpty { first = word }
    // Words of prose are none of these: they do not begin its lines.
    if word == Array("lambda".utf8) || before.isEmpty && ChangedNameReader.definers.contains(word) {
      binds = true
    }
    guard variables.isAssigned(word) else { return }
    if binds || isBound(behind: before) || isChanged(start, stop)
      || outerCall != nil && variables.isContainer(word)
    {
      found.insert(word)
    }
  }

  /// Whether the parenthesis at `i` hands values to a function that is no tool and may change them.
  private func callsOther(_ i: Int) -> Bool {
    var start = i
    while start > 0, ByteClass.isName(text[start - 1]) { start -= 1 }
    let name = Array(UnsafeBufferPointer(start: text + start, count: i - start))
    return !name.isEmpty && !ChangedNameReader.readers.contains(name) && !isTool(name)
  }

  /// Functions of Python that only read what they are given.
  private static let readers: Set<[UInt8]> = Set(
    ["print", "len", "str", "repr", "sum", "min", "max", "sorted", "json.dumps"].map {
      Array($0.utf8)
    })

  /// Whether the word before gives its follower another meaning, or takes it away.
  private func isBound(behind word: [UInt8]) -> Bool {
    switch word {
    case Array("as".utf8): ChangedNameReader.renamers.contains(first)
    case Array("for".utf8): depth > 0
    default: word == first && ChangedNameReader.scopes.contains(word)
    }
  }

  /// Whether what is around the word does more than pass it on.
  private func isChanged(_ start: Int, _ stop: Int) -> Bool {
    switch byte(stop) {
    case UInt8(ascii: "["): return true
    case UInt8(ascii: "."): return ByteClass.isWordOrBeyondASCII(byte(stop + 1))
    default: break
    }
    var j = stop
    while j < end, text[j] == 0x20 || text[j] == 0x09 { j += 1 }
    let sign = byte(j)
    let second = byte(j + 1)
    if sign == UInt8(ascii: ":"), second == UInt8(ascii: "=") { return true }
    guard depth == 0 else { return false }
    if ChangedNameReader.isOperator(sign), second == UInt8(ascii: "=") || second == sign {
      return true
    }
    var i = start
    while i > 0, text[i - 1] == 0x20 || text[i - 1] == 0x09 { i -= 1 }
    let isFirst = i == 0 || text[i - 1] == 0x0A
    if sign == UInt8(ascii: ","), isFirst { return true }
    if sign == UInt8(ascii: "="), second != UInt8(ascii: "=") {
      // A second target, a line that is run on a condition, or one of a block that is.
      return !isFirst || block != nil
    }
    return false
  }

  private static func isOperator(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"),
      UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "^"):
      true
    default: false
    }
  }

  /// Past a string in one line; where it does not end there, past its quote.
  private func stringEnd(_ i: Int) -> Int {
    var j = i + 1
    while j < end, text[j] != text[i], text[j] != 0x0A {
      j += text[j] == UInt8(ascii: "\\") ? 2 : 1
    }
    return j < end && text[j] == text[i] ? j + 1 : i + 1
  }

  /// Words whose line gives a meaning to all that are in it, up to its colon.
  private static let definers: Set<[UInt8]> = Set(
    ["def", "async", "fn", "func", "function", "from", "import"].map { Array($0.utf8) })

  /// Words of lines that rename with `as`.
  private static let renamers: Set<[UInt8]> = Set(
    ["with", "async", "except", "import", "from", "case"].map { Array($0.utf8) })

  /// Words in front of names that mean something else from there on.
  private static let scopes: Set<[UInt8]> = Set(
    ["del", "global", "nonlocal", "class"].map { Array($0.utf8) })
}
