import AdhereJSON

/// Reads a call that is written as tags, one a parameter:
/// `<function=f><parameter=a>1</parameter></function>`, `<invoke name="f"><parameter name="a">`,
/// `<function name="f"><param name="a">`, `<tool_call>f<arg_key>a</arg_key><arg_value>…`,
/// `<f><a>1</a></f>`, and the same with a family's prefix (`<｜DSML｜invoke …>`, `<minimax:…>`).
///
/// A value is text; the schema says later whether it is a number. Between the marks of a call
/// there is nothing but parameters: anything else means that the call was not understood.
struct TaggedCallReader {
  /// What came of a call.
  enum Outcome: Equatable {
    case call
    /// No call begins here.
    case none
    /// A call of a tool that was not offered.
    case unknown
    /// Begins as a call does, and holds something else, or two values for one parameter.
    case unreadable
  }

  /// The tool that a call names.
  struct Callee {
    /// As a JSON string.
    var quotedName: [UInt8]
    /// nil where the tools are not known.
    var parameters: TagParameters?
  }

  let text: UnsafePointer<UInt8>
  let end: Int
  private(set) var position: Int
  private(set) var changes: [Change] = []
  /// The name as written.
  private(set) var name: [UInt8] = []
  /// The text ended inside the call.
  private(set) var isTruncated = false
  /// Without a schema, what reads like JSON is JSON.
  var readsJSON = false
  private(set) var parameters: TagParameters?
  private var keys: Set<[UInt8]> = []
  private var isFirst = true
  var isUnreadable = false
  /// A text ends in a line end that may be its closing tag's.
  var holdsUneven = false
  /// The tags of a value stand right beside it.
  var holdsTight = false
  /// The text between the call's tags is the tool's only parameter.
  private var takesOnly = false
  /// Where the last change ended: the next one begins there.
  private var accounted = 0
  /// What stands before the names of the call's tags.
  private(set) var prefix: [UInt8] = []
  /// Closes the call besides the words that always do: the tool's own name.
  private(set) var ownName: [UInt8]?
  /// The tools by which a name is told from the key behind it, where the mark between them was lost.
  var offered: ToolTable?
  /// Where the first key begins, whose mark was lost.
  private var firstKey: Int?
  /// How far the text was looked through.
  var reach = 0

  init(_ text: UnsafePointer<UInt8>, at start: Int, to end: Int) {
    self.text = text
    self.end = end
    position = start
  }

  /// Whether a tag is at ``position`` that can begin a call. Most tags of a text do not.
  ///
  /// - Parameter isTool: whether a tool is offered by exactly this name.
  func mayBegin(isTool: ([UInt8]) -> Bool) -> Bool {
    guard let tag = tag(at: position), !tag.isClosing else { return false }
    switch tag.word {
    case TaggedCallReader.function, TaggedCallReader.invoke, TaggedCallReader.call:
      if tag.name != nil { return true }
    case TaggedCallReader.toolCall:
      let text = skipSpace(tag.end)
      if text < end, self.text[text] != UInt8(ascii: "{") { return true }
    default: break
    }
    return tag.isPlain && isTool(bytes(tag.raw))
  }

  /// Reads the call at ``position``, which is a `<`.
  ///
  /// - Parameter resolve: the tool of that name, nil where it was not offered.
  mutating func read(resolve: ([UInt8]) -> Callee?) -> Outcome {
    let start = position
    guard let tag = tag(at: start), !tag.isClosing, let body = readName(tag) else { return .none }
    let callee = resolve(name)
    if ownName != nil, callee?.parameters?.tool.name != name { return .none }
    parameters = callee?.parameters
    // An argument as an attribute would be left out.
    let attributes = tag.others + (tag.value == nil ? [] : [TaggedCallReader.valueWord])
    if let parameters, attributes.contains(where: parameters.declares) {
      position = tag.end
      return .unreadable
    }
    // What is inside may be an object instead: <function=f>{…}.
    let inside = skipNoise(body)
    if inside < end, text[inside] == UInt8(ascii: "{") { return .none }
    let opening = callee?.quotedName ?? [UInt8(ascii: "\""), UInt8(ascii: "\"")]
    change(start, body, Text.callOpen + opening + Text.argumentsKey + [UInt8(ascii: "{")])
    position = body
    while !isUnreadable, !isTruncated, readPart() {}
    if ownName != nil, keys.isEmpty {
      // Text in a tag that is called like a tool: it may be the only argument, or just text.
      if isUnreadable, let close = ownLines(of: tag, at: start) {
        position = close.upperBound
        guard let key = onlyParameter(for: tag.end..<close.lowerBound) else { return .unreadable }
        isUnreadable = false
        takesOnly = true
        write(key, tag.end, close.lowerBound, nil)
        position = close.upperBound
      }
      if keys.isEmpty, isUnreadable || isTruncated || parameters?.tool.required != 0 {
        return .none
      }
    }
    if holdsUneven, !holdsTight { isUnreadable = true }
    if isUnreadable { return callee == nil ? .unknown : .unreadable }
    if isTruncated { position = end }
    change(accounted, position, Text.closeBraces.array)
    return callee == nil ? .unknown : .call
  }

  // MARK: - Parts

  /// The tool's name; where the call's inside begins.
  private mutating func readName(_ tag: Tag) -> Int? {
    switch tag.word {
    case TaggedCallReader.function, TaggedCallReader.invoke, TaggedCallReader.call:
      if let written = tag.name {
        name = written
        prefix = Array(bytes(tag.raw).dropLast(tag.word.count))
        return tag.end
      }
    case TaggedCallReader.toolCall:
      // The name is in the tag's text: <tool_call>f\n<arg_key>…
      let from = skipSpace(tag.end)
      if let key = lostKey(from: from) {
        name = bytes(from..<key)
        firstKey = key
        return key
      }
      var stop = from
      while stop < end, text[stop] > 0x20, text[stop] != UInt8(ascii: "<"),
        text[stop] != UInt8(ascii: "{"), text[stop] != UInt8(ascii: "["),
        text[stop] != UInt8(ascii: "(")
      {
        stop += 1
      }
      if stop > from, let next = self.tag(at: skipSpace(stop)),
        next.word == TaggedCallReader.argKey || next.word == TaggedCallReader.toolSeparator
          || next.isClosing && next.word == tag.word
      {
        name = bytes(from..<stop)
        return next.word == TaggedCallReader.toolSeparator ? next.end : stop
      }
    default: break
    }
    guard tag.isPlain else { return nil }
    name = bytes(tag.raw)
    ownName = name
    return tag.end
  }

  /// One parameter, or the end of the call; false where there is none any more.
  private mutating func readPart() -> Bool {
    if let key = firstKey {
      firstKey = nil
      return readKeyAndValue(
        Tag(word: Self.argKey, raw: key..<key, isClosing: false, isPlain: false, end: key))
    }
    let at = skipNoise(position)
    guard at < end else {
      isTruncated = true
      return false
    }
    guard let tag = tag(at: at) else {
      if isCutTag(at: at) { isTruncated = true } else { isUnreadable = true }
      return false
    }
    if isGroup(tag) {
      position = tag.end
      return true
    }
    if tag.isClosing {
      guard closesCall(tag) else {
        isUnreadable = true
        return false
      }
      position = tag.end
      return false
    }
    // The next call begins: this one's closing tag was lost.
    if opensCall(tag) {
      position = at
      return false
    }
    return readParameter(tag)
  }

  private mutating func readParameter(_ open: Tag) -> Bool {
    if open.word == TaggedCallReader.argKey { return readKeyAndValue(open) }
    let isParameter = TaggedCallReader.parameterWords.contains(open.word) && open.name != nil
    if isParameter, open.isWhole {
      guard let value = open.value else {
        isUnreadable = true
        return false
      }
      return writeAttribute(open.name!, value, open.end)
    }
    guard isParameter || isKey(open) else {
      if open.isPlain { reach = end }
      // A parameter without a name cannot be told from the others.
      isUnreadable = true
      return false
    }
    return readValue(of: open.name ?? key(of: open), in: open)
  }

  /// `<arg_key>a</arg_key><arg_value>1</arg_value>`
  private mutating func readKeyAndValue(_ open: Tag) -> Bool {
    guard let keyEnd = closing(of: open, from: open.end, to: end), let close = tag(at: keyEnd)
    else {
      isTruncated = true
      return false
    }
    let key = bytes(open.end..<keyEnd).trimmed
    let at = skipNoise(close.end)
    guard let value = tag(at: at), value.word == TaggedCallReader.argValue, !value.isClosing else {
      if !open.raw.isEmpty, let value = lostValue(from: close.end) {
        return readValue(of: key, in: value)
      }
      if at >= end || isCutTag(at: at) { isTruncated = true } else { isUnreadable = true }
      return false
    }
    return readValue(of: key, in: value)
  }

  private mutating func readValue(of key: [UInt8], in open: Tag) -> Bool {
    // A name whose tag has no end may be the beginning of a longer one.
    if !open.raw.isEmpty, text[open.end - 1] != UInt8(ascii: ">"),
      let parameters, !parameters.declares(key)
    {
      isUnreadable = true
      return false
    }
    let stop = valueEnd(of: open)
    switch stop {
    case .closed(let valueEnd, let after):
      if torn(in: open.end..<valueEnd, of: open) != .none { isUnreadable = true }
      let isClosed = tag(at: valueEnd).map { isPartner($0, of: open) } ?? false
      write(
        key, open.end, valueEnd, open.isString, isClosed: isClosed,
        isRaw: isClosed && isRaw(open, key))
      position = after
    case .replaced(let valueEnd):
      let torn = torn(in: open.end..<valueEnd, of: open)
      var last = valueEnd
      if case .closing(let mark) = torn { last = mark }
      if torn == .other { isUnreadable = true }
      write(key, open.end, last, open.isString)
      position = valueEnd
    case .cut:
      reach = end
      isTruncated = true
      write(key, open.end, end, open.isString)
    case .unclear:
      isUnreadable = true
    }
    return !isUnreadable && !isTruncated
  }

  // MARK: - Writing

  private mutating func begin(_ key: [UInt8]) -> [UInt8] {
    // One parameter with two values: which one is meant is not known.
    if !keys.insert(key).inserted { isUnreadable = true }
    // What is no name is a part of the value, or of the marks.
    if !(parameters?.declares(key) ?? false), !isName(key) { isUnreadable = true }
    let head = (isFirst ? [] : Text.comma) + JSONWriter.quoted(key) + Text.colon
    isFirst = false
    return head
  }

  private func isName(_ key: [UInt8]) -> Bool {
    !key.isEmpty && key.allSatisfy { ByteClass.isName($0) || $0 >= 0x80 }
  }

  private mutating func writeAttribute(_ key: [UInt8], _ value: [UInt8], _ stop: Int) -> Bool {
    change(accounted, stop, begin(key) + JSONWriter.quoted(value))
    position = stop
    return !isUnreadable
  }

  /// The member's text in place of everything up to the value's end.
  ///
  /// - Parameters:
  ///   - isClosed: the value's own tag closes it.
  ///   - isRaw: the text is the value as it is, line ends and all.
  mutating func write(
    _ key: [UInt8], _ valueStart: Int, _ valueEnd: Int, _ isString: Bool?,
    isClosed: Bool = false, isRaw: Bool = false
  ) {
    let from = accounted
    let range = isRaw ? valueStart..<valueEnd : trimmed(valueStart, valueEnd)
    if !isTruncated {
      if endsInMark(range) {
        isUnreadable = true
        return
      }
      if !isRaw { noteEdges(valueStart, valueEnd, of: key, isClosed: isClosed) }
    }
    let value = UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
    let head = begin(key)
    let isNull =
      isString == nil && value.elementsEqual(Text.null) && parameters?.takesNull(key) ?? false
    if isNull || isString == false || isString == nil && readsJSON && beginsJSON(value),
      (try? JSONDocument(Array(value))) != nil
    {
      change(from, range.lowerBound, head)
      change(range.upperBound, valueEnd, [])
      return
    }
    if let schema = parameters?.schema(of: key), parameters?.kind(of: schema) != .text,
      holdsTags(range)
    {
      let tree = TagTree(reader: self, parameters: parameters)
      guard let value = tree.read(valueStart..<valueEnd, schema: schema) else {
        isUnreadable = true
        return
      }
      change(from, valueEnd, head + value)
      return
    }
    var quoted: [UInt8] = []
    JSONWriter.append(quoted: value, to: &quoted)
    if quoted.count == value.count + 2 {
      // Nothing to escape: the value's own bytes stay.
      change(from, range.lowerBound, head + Text.quote)
      change(range.upperBound, valueEnd, Text.quote.array)
    } else {
      change(from, valueEnd, head + quoted)
    }
  }

  /// Whether a value that is no text is written as tags; JSON may have some in its strings.
  private func holdsTags(_ range: Range<Int>) -> Bool {
    var i = skipNoise(range.lowerBound)
    guard i < range.upperBound, text[i] != UInt8(ascii: "["), text[i] != UInt8(ascii: "{") else {
      return false
    }
    while i < range.upperBound {
      if text[i] == UInt8(ascii: "<"), let tag = tag(at: i), tag.isClosing { return true }
      i += 1
    }
    return false
  }

  /// An object, a list, a number or a literal; not a string in quotes.
  private func beginsJSON(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"), 0x30...0x39, UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"):
      return true
    default: return false
    }
  }

  private mutating func change(_ start: Int, _ end: Int, _ text: [UInt8]) {
    if start < end || !text.isEmpty {
      var with = RuleSet()
      if isTruncated { with.insert(.closeTruncated) }
      if takesOnly { with.insert(.positionalArgument) }
      changes.append(Change(start, end, text, .xmlParameters, with: with))
    }
    accounted = end
  }
}
