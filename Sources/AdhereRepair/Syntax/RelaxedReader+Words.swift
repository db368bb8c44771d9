import AdhereBytes
import AdhereJSON

/// Words in value position: literals, calls, names of variables, text without quotes.
extension RelaxedReader {
  func readWord() -> Result {
    let start = position
    let stop = wordEnd(start)
    if isPartial, stop >= end {
      guard let word = Literal.begun(text + start, stop - start) else { return .truncated }
      openMember = nil
      if word.count != stop - start { change(start, stop, word, .closeTruncated) }
      position = end
      return frames.isEmpty ? .complete : .truncated
    }
    openMember = nil
    if isStringPrefix(start, stop), readsCalls || !mends || !endsHalfQuoted(stop) {
      let letters = UnsafeBufferPointer(start: text + start, count: stop - start)
      if letters.contains(where: { $0 | 0x20 == UInt8(ascii: "f") }), holdsBrace(stop) {
        return .failed(.expression)
      }
      // r"ed" may be "red" with two bytes swapped; only programs write such letters.
      let isProgram = readsCalls && frames.last?.bracket != .object
      if !isProgram, byte(stop) == UInt8(ascii: "\""), !isMeant(start, stop) {
        guard mends else { return .failed(.syntax) }
        isDoubtful = true
      }
      if letters.contains(where: { $0 | 0x20 == UInt8(ascii: "r") }) {
        let isTriple = byte(stop + 1) == text[stop] && byte(stop + 2) == text[stop]
        escapes.rawStart = stop + (isTriple ? 3 : 1)
      }
      change(start, stop, [], .stringPrefix)
      position = stop
      return readQuoted(as: .value)
    }
    let next = peek(stop)
    if let literal = Literal.of(text + start, stop - start), next.byte != UInt8(ascii: "(") {
      guard isDelimiter(next) else { return readBareText() }
      if let rule = literal.rule { change(start, stop, literal.json, rule) }
      position = stop
      return .complete
    }
    if readsCalls, isDelimiter(next), let value = variables?.value(text, start, stop) {
      change(start, stop, value, .literalVariable)
      position = stop
      return .complete
    }
    if next.byte == UInt8(ascii: "("), next.at - stop <= 1 {
      return openCallLike(start, stop, next.at)
    }
    return readBareText()
  }

  /// `r'…'`, `b"…"`: letters of Python right before a quote.
  private func isStringPrefix(_ start: Int, _ stop: Int) -> Bool {
    guard stop - start <= 2, byte(stop) == UInt8(ascii: "\"") || byte(stop) == UInt8(ascii: "'")
    else { return false }
    return (start..<stop).allSatisfy {
      switch text[$0] | 0x20 {
      case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "u"), UInt8(ascii: "f"): true
      default: false
      }
    }
  }

  /// Whether letters before a double quote are a prefix beyond doubt: a raw string has a backslash that
  /// JSON has not, or the text has another such prefix near by.
  private func isMeant(_ start: Int, _ stop: Int) -> Bool {
    let isRaw = (start..<stop).contains { text[$0] | 0x20 == UInt8(ascii: "r") }
    var i = stop + 1
    while isRaw, i < end, text[i] != UInt8(ascii: "\"") {
      if text[i] == UInt8(ascii: "\\") {
        switch byte(i + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
          UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
          UInt8(ascii: "u"):
          break
        default: return true
        }
        i += 1
      }
      i += 1
    }
    let near = max(0, start - 400)..<min(end, stop + 400)
    return near.contains {
      $0 != start && text[$0] == text[start] && byte($0 + stop - start) == UInt8(ascii: "\"")
        && $0 > 0 && !ByteClass.isWordOrBeyondASCII(text[$0 - 1])
    }
  }

  /// Whether a brace is between the quote at `i` and the next one of its kind: what is in it would
  /// have to be computed.
  private func holdsBrace(_ i: Int) -> Bool {
    let quote = text[i]
    var j = i + 1
    while j < end, text[j] != quote || byte(j + 1) == quote && byte(j - 1) == quote {
      if text[j] == UInt8(ascii: "{") { return true }
      j += text[j] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  /// Whether the template in backticks at `i` holds `${`: a value that only the program knows.
  func holdsPlaceholder(_ i: Int) -> Bool {
    var j = i + 1
    while j < end, text[j] != UInt8(ascii: "`") {
      if text[j] == UInt8(ascii: "$"), byte(j + 1) == UInt8(ascii: "{") { return true }
      j += text[j] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }

  /// Whether a value may end before this byte.
  func isDelimiter(_ next: (byte: UInt8, at: Int)) -> Bool {
    if next.at >= end { return true }
    // A line of its own with a key: the comma was lost.
    if frames.last?.bracket == .object, next.at > 0, text[next.at - 1] <= 0x20,
      bareKeyFollows(next.at)
    {
      return true
    }
    switch next.byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"),
      UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "`"), UInt8(ascii: "<"):
      return true
    case UInt8(ascii: "/"):
      let second = byte(next.at + 1)
      return second == UInt8(ascii: "/") || second == UInt8(ascii: "*")
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["):
      // Inside brackets the comma may be lost; outside, the value is over.
      return true
    default: return frames.isEmpty
    }
  }

  /// A word and an opening parenthesis: a call of a tool, or a wrapper that says nothing.
  private func openCallLike(_ start: Int, _ stop: Int, _ parenthesis: Int) -> Result {
    let name = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    if name == Array("dict".utf8) {
      change(start, parenthesis + 1, [UInt8(ascii: "{")], .pythonCall)
      guard push(.keywords, at: parenthesis) else { return .failed(.tooDeep) }
      position = parenthesis + 1
      return .complete
    }
    if RelaxedReader.converters.contains(name), !isConverted(name, parenthesis) {
      return .failed(.expression)
    }
    let isWrapper = RelaxedReader.wrappers.contains(name)
    if isWrapper || frames.isEmpty && !readsCalls {
      guard isWrapper || RelaxedReader.mayWrapText(name) else {
        // What is inside is not the answer either.
        let inside = peek(parenthesis + 1).byte
        isMadeOtherwise =
          parenthesis == stop && (inside == UInt8(ascii: "{") || inside == UInt8(ascii: "["))
        return .failed(.expression)
      }
      change(start, parenthesis, [], frames.isEmpty ? .functionWrapper : .typeWrapper)
      position = parenthesis
      return openWrapper()
    }
    guard readsCalls, frames.allSatisfy({ $0.bracket == .array || $0.bracket == .tuple }) else {
      return .failed(.expression)
    }
    return openCall(name, start, parenthesis)
  }

  /// The parenthesis of a wrapper around one value: both brackets go with it.
  private func openWrapper() -> Result {
    let opener = changes.count
    change(position, position + 1, [], .parentheses)
    guard push(.tuple, at: position, opener: opener) else { return .failed(.tooDeep) }
    position += 1
    return .complete
  }

  /// Whether a function around the whole text only hands it on, as JSONP and `json.dumps` do:
  /// `Error({…})` makes something else of it.
  private static func mayWrapText(_ name: [UInt8]) -> Bool {
    guard let first = name.first else { return false }
    return !(first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z"))
      || name.contains(UInt8(ascii: "."))
  }

  /// Whether what is in the parentheses has the type already that the converter makes of it:
  /// `int(5.7)` is 5, and `list("ab")` a list of two letters.
  private func isConverted(_ name: [UInt8], _ parenthesis: Int) -> Bool {
    let inside = peek(parenthesis + 1)
    switch inside.byte {
    case UInt8(ascii: "["), UInt8(ascii: "("):
      return name != Array("int".utf8) && name != Array("float".utf8) && name != Array("str".utf8)
    case UInt8(ascii: "{"): return name == Array("set".utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return name == Array("str".utf8)
    case UInt8(ascii: "-"), 0x30...0x39:
      guard let stop = plainNumber(inside.at), peek(stop).byte == UInt8(ascii: ")") else {
        return false
      }
      let digits = UnsafeBufferPointer(start: text + inside.at, count: stop - inside.at)
      return name == Array("float".utf8)
        || name == Array("int".utf8) && digits.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
    default: return false
    }
  }

  /// Types of Python that are functions: they convert what they are given.
  private static let converters: Set<[UInt8]> = Set(
    ["list", "tuple", "set", "str", "int", "float"].map { Array($0.utf8) })

  /// Types of Python, MongoDB and JavaScript that wrap one JSON value.
  static let wrappers: Set<[UInt8]> = Set(
    [
      "list", "tuple", "set", "str", "int", "float", "ObjectId", "ISODate", "NumberLong",
      "NumberInt", "NumberDecimal", "Decimal", "Decimal128", "UUID", "Timestamp", "Date",
    ].map { Array($0.utf8) })

  // MARK: - Text without quotes

  /// Text up to where the value must end, put in quotes. Inside a program it would be a
  /// variable, and a variable's name is not its value.
  func readBareText() -> Result {
    let inCall = frames.contains { $0.bracket == .call || $0.bracket == .keywords }
    if inCall, readPromptName() { return .complete }
    if inCall || readsCalls, bareWords == .reject { return .failed(.expression) }
    guard let frame = frames.last, mends || inCall else { return .failed(.syntax) }
    // <the result of the first call> stands for a value, it is none.
    if inCall, byte(position) == UInt8(ascii: "<") { return .failed(.expression) }
    // An argument may hold commas, an element of a list ends at one.
    let takesCommas = frame.bracket == .call || frame.bracket == .keywords
    let start = position
    var depth = 0
    var i = start
    scan: while i < end {
      switch text[i] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth = max(0, depth - 1)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0, !takesCommas || endsArgument(i) {
          if !inCall, let quote = lateQuote(after: i) { return readHalfQuoted(start, quote) }
          break scan
        }
      case 0x0A:
        if depth == 0 { break scan }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if !inCall, i > start, text[i - 1] <= 0x20, keyFollows(i) { break scan }
        if !inCall, text[i] == UInt8(ascii: "\""), endsHalfQuoted(i) {
          return readHalfQuoted(start, i)
        }
        if !inCall, i > start, !ByteClass.isWord(text[i - 1]) { return .failed(.syntax) }
      default: break
      }
      i += 1
    }
    var stop = i
    while stop > start, text[stop - 1] <= 0x20 { stop -= 1 }
    guard stop > start, text[start] != UInt8(ascii: ":"),
      stop > start + 1 || text[start] != UInt8(ascii: "-")
    else { return .failed(.syntax) }
    if !inCall, Literal.isNearly(text + start, stop - start) { return .failed(.syntax) }
    if inCall, looksLikeCode(start, stop) || isVariable(start, stop) {
      return .failed(.expression)
    }
    var quoted: [UInt8] = []
    JSONWriter.append(
      quoted: UnsafeBufferPointer(start: text + start, count: stop - start), to: &quoted)
    change(start, stop, quoted, inCall ? .bareArgument : .unquotedString)
    position = stop
    return position < end ? .complete : .truncated
  }

  /// Whether the quote at `i` ends a string, by what follows it.
  private func endsHalfQuoted(_ i: Int) -> Bool {
    let next = peek(i + 1)
    switch next.byte {
    case UInt8(ascii: ","):
      let follower = peek(next.at + 1)
      switch follower.byte {
      case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        return frames.last?.bracket == .array || keyFollows(follower.at)
      default: return frames.last?.bracket == .array || bareKeyFollows(follower.at)
      }
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    default: return false
    }
  }

  /// Bare text with commas in it: the quote that ends it, if the next quote in the line does.
  private func lateQuote(after i: Int) -> Int? {
    guard frames.last?.bracket == .object else { return nil }
    var j = i + 1
    let limit = min(end, i + 200)
    while j < limit {
      switch text[j] {
      case UInt8(ascii: "\""): return text[j - 1] > 0x20 && endsHalfQuoted(j) ? j : nil
      case UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), 0x0A:
        return nil
      default: j += 1
      }
    }
    return nil
  }

  /// `b"`: text whose opening quote was lost.
  private func readHalfQuoted(_ start: Int, _ quote: Int) -> Result {
    change(start, start, Text.quote, .missingStartQuote)
    for i in start..<quote {
      switch text[i] {
      case UInt8(ascii: "\\"): change(i, i + 1, Text.backslashes, .missingStartQuote)
      case 0..<0x20: change(i, i + 1, JSONWriter.escaped(text[i]), .rawControl)
      default: break
      }
    }
    position = quote + 1
    return .complete
  }

  /// A word where no text is wanted is a variable's name, unless it is one of the words of the
  /// list that is wanted.
  private func isVariable(_ start: Int, _ stop: Int) -> Bool {
    guard let frame = frames.last, frame.bracket == .call, let tools, let tool = frame.tool,
      let index = frame.parameter
    else { return false }
    let parameter = tools.tools[tool].parameters[index]
    return !parameter.acceptsText
      && !parameter.elementWords.contains(
        Array(UnsafeBufferPointer(start: text + start, count: stop - start)))
  }

  /// Text that a program would take for a variable or an expression rather than for words.
  private func looksLikeCode(_ start: Int, _ stop: Int) -> Bool {
    var hasSpace = false
    var hasJoint = false
    for i in start..<stop {
      switch text[i] {
      case 0x20: hasSpace = true
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "$"),
        UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
        return true
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"): hasJoint = true
      default: break
      }
    }
    return hasJoint && !hasSpace && !text[start].isDigit
  }

  /// Whether the comma at `i` ends an argument: only if a keyword follows it.
  private func endsArgument(_ i: Int) -> Bool {
    let next = peek(i + 1)
    let stop = wordEnd(next.at)
    return stop > next.at && peek(stop).byte == UInt8(ascii: "=")
  }
}
