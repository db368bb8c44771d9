import AdhereBytes

/// The keys of a group in brackets that may be broken, or of elements in a row.
struct BracketKeys {
  /// Where the group ends, or what was looked at of it.
  private(set) var end: Int
  /// Its bracket is closed, the marks of its first element are a pair.
  private(set) var isClosed = false
  let isElements: Bool
  /// Every word before `:` or `=`, in strings too: a quote that was lost turns them inside out.
  private var words: Set<[UInt8]> = []
  /// Those outside of strings and not inside further brackets.
  private var members: Set<[UInt8]> = []

  /// No more of a group is looked at.
  private static let reach = 2_000
  private static let longestKey = 64

  /// The group that `{`, `(` or `<` at `i` opens; nil where no key is behind it.
  init?(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) {
    self.end = i + 1
    isElements = text[i] == UInt8(ascii: "<")
    let limit = min(end, i + BracketKeys.reach)
    if isElements {
      readElements(text, i, limit)
      if words.isEmpty { return nil }
      return
    }
    // Most brackets are no groups of members.
    var first = i + 1
    while first < limit, text[first] <= 0x20 || BracketKeys.isQuote(text[first]) { first += 1 }
    var stop = first
    while stop < limit, stop - first < BracketKeys.longestKey, BracketKeys.isKey(text[stop]) {
      stop += 1
    }
    guard stop > first else { return nil }
    while stop < limit, text[stop] == 0x20 || BracketKeys.isQuote(text[stop]) { stop += 1 }
    guard stop < limit, BracketKeys.joins(text[stop]) else { return nil }
    readMembers(text, i, limit)
  }

  /// Whether these are arguments of the tool: all that it requires, one at least, and hardly any that
  /// it does not declare.
  func fit(_ tool: ToolTable.Tool) -> Bool {
    guard isClosed || !isElements, tool.requiredNames.isSubset(of: words) else { return false }
    let declared = tool.parameters.count { words.contains($0.name) }
    let foreign = members.count { key in !tool.parameters.contains { $0.name == key } }
    return declared > foreign
  }

  /// Whether they say what parameters there are, as a schema does.
  var declare: Bool { words.contains(Array("properties".utf8)) }

  /// Whether a key is a parameter of the tool.
  func touches(_ tool: ToolTable.Tool) -> Bool {
    tool.parameters.contains { words.contains($0.name) }
  }

  // MARK: - Members

  private mutating func readMembers(_ text: UnsafePointer<UInt8>, _ open: Int, _ limit: Int) {
    var depth = 0
    var quote: UInt8 = 0
    var isInValue = false
    var i = open
    var close: Int?
    while i < limit {
      let b = text[i]
      if BracketKeys.joins(b), let key = BracketKeys.key(text, before: i, open) {
        words.insert(key)
        if quote == 0, depth == 1, !isInValue {
          members.insert(key)
          isInValue = true
        }
      }
      if quote != 0 {
        if b == UInt8(ascii: "\\") { i += 1 } else if b == quote { quote = 0 }
      } else {
        switch b {
        case UInt8(ascii: "\""): quote = b
        case UInt8(ascii: "'"): if !ByteClass.isWord(text[i - 1]) { quote = b }
        case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ","): if depth == 1 { isInValue = false }
        default: break
        }
      }
      i += 1
      if depth == 0 {
        close = i
        break
      }
    }
    isClosed = close != nil
    end = min(limit, close ?? i)
  }

  private static func key(
    _ text: UnsafePointer<UInt8>, before i: Int, _ open: Int
  ) -> [UInt8]? {
    var stop = i
    while stop > open, text[stop - 1] == 0x20 || isQuote(text[stop - 1]) { stop -= 1 }
    var start = stop
    while start > open, stop - start < longestKey, isKey(text[start - 1]) { start -= 1 }
    return start < stop ? Array(UnsafeBufferPointer(start: text + start, count: stop - start)) : nil
  }

  private static func joins(_ b: UInt8) -> Bool {
    b == UInt8(ascii: ":") || b == UInt8(ascii: "=")
  }

  private static func isKey(_ b: UInt8) -> Bool { b >= 0x80 || ByteClass.isName(b) }

  private static func isQuote(_ b: UInt8) -> Bool {
    b == UInt8(ascii: "\"") || b == UInt8(ascii: "'") || b == UInt8(ascii: "\\")
  }

  // MARK: - Elements

  /// `<city>Paris</city><days>3</days>`: the names of the elements.
  private mutating func readElements(_ text: UnsafePointer<UInt8>, _ open: Int, _ limit: Int) {
    var first: [UInt8]?
    var i = open
    while i < limit {
      guard text[i] == UInt8(ascii: "<") else {
        i += 1
        continue
      }
      let isClosing = i + 1 < limit && text[i + 1] == UInt8(ascii: "/")
      let from = i + (isClosing ? 2 : 1)
      var stop = from
      while stop < limit, stop - from < BracketKeys.longestKey, BracketKeys.isKey(text[stop]) {
        stop += 1
      }
      guard stop > from, stop < limit, text[stop] == UInt8(ascii: ">") else {
        if first == nil { return }
        i += 1
        continue
      }
      let name = Array(UnsafeBufferPointer(start: text + from, count: stop - from))
      if isClosing {
        if name == first { isClosed = true }
        if words.contains(name) { end = stop + 1 } else { break }
      } else {
        first = first ?? name
        words.insert(name)
        members.insert(name)
      }
      i = stop + 1
    }
  }
}
