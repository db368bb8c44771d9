import AdhereBytes
package import AdhereJSON

/// Names of tools that are not written as they were offered. A name alone is too little to go by,
/// so the arguments must fit too.
extension ToolTable {
  /// The only tool that a name which was not offered can mean, with arguments that name only
  /// parameters of that tool, and the rule for it: without first words that say nothing, or without
  /// its namespace (``Rule/nearestTool``), or with a slip of the pen (``Rule/toolSlip``).
  ///
  /// - Parameter arguments: node of the arguments' object.
  package func nearest(
    _ written: [UInt8], arguments: Int, in tape: Tape
  ) -> (index: Int, rule: Rule)? {
    guard tape.kind(arguments) == .object, tape.count(of: arguments) > 0 else { return nil }
    let folded = Folding.words(written)
    // Brackets in place of a name say nothing; then the arguments alone must tell.
    let isNameless = !written.contains { ByteClass.isWord($0) || $0 >= 0x80 }
    guard folded.count >= 3 || isNameless else { return nil }
    var found: (index: Int, rule: Rule)?
    var slips = 0
    for (index, tool) in tools.enumerated() {
      let rule: Rule
      if isNameless {
        guard tape.count(of: arguments) >= max(1, tool.required) else { continue }
        rule = .nearestTool
      } else if ToolTable.leavesOut(folded, tool.folded)
        || ToolTable.leavesOutNamespace(written, tool.name)
      {
        rule = .nearestTool
      } else if folded.count >= 6, ToolTable.slips(folded, tool.folded) {
        rule = .toolSlip
        slips += 1
      } else {
        continue
      }
      let fits = tape.children(of: arguments).allSatisfy { key in
        tool.parameters.contains { parameter in
          parameter.name.withUnsafeBufferPointer { StringText.equals(tape, key, $0) }
        }
      }
      guard fits else { continue }
      if found != nil { return nil }
      found = (index, rule)
    }
    // Another name as near makes it no slip, whatever its parameters.
    return found?.rule == .toolSlip && slips > 1 ? nil : found
  }

  /// The only tool whose name ends as a written one does, behind the last dot: `get_cell_info`
  /// and `bio.get_cell_info` for `biology.get_cell_info`. Only a guess until the arguments are
  /// known.
  func sameLastWord(as written: [UInt8]) -> Int? {
    let word = ToolTable.lastWord(written)
    guard word.count >= 3 else { return nil }
    var found: Int?
    for (index, tool) in tools.enumerated() where ToolTable.lastWord(tool.name) == word {
      guard ToolTable.shortens(namespace(written), namespace(tool.name)) else { continue }
      if found != nil { return nil }
      found = index
    }
    return found
  }

  /// How long the tool's name is at the beginning of a text that is a tool's name and the key of one
  /// of its parameters; nil where it can be parted in none or several ways.
  func nameLength(beforeKeyIn text: [UInt8]) -> Int? {
    var found: Int?
    for tool in tools where text.starts(with: tool.name) {
      let key = Array(text.dropFirst(tool.name.count)).trimmed
      guard tool.parameters.contains(where: { $0.name == key }) else { continue }
      if found != nil { return nil }
      found = tool.name.count
    }
    return found
  }

  private static func lastWord(_ name: [UInt8]) -> ArraySlice<UInt8> {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return name[...] }
    return name[(dot + 1)...]
  }

  /// What is before the last dot.
  private func namespace(_ name: [UInt8]) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? []
  }

  /// Whether a namespace is left out, or is one word that is shortened to its first letters:
  /// `staging` is not `prod`.
  private static func shortens(_ written: ArraySlice<UInt8>, _ own: ArraySlice<UInt8>) -> Bool {
    if written.isEmpty { return true }
    let short = Folding.words(written)
    let long = Folding.words(own)
    guard short != long else { return true }
    return short.count >= 3 && long.starts(with: short) && !long.contains(UInt8(ascii: "_"))
  }

  /// Whether a name goes without first words of the tool's that its other words say again:
  /// `find_trains` for `trains_1_find_trains`, but not `account` for `delete_account`.
  private static func leavesOut(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let separator = UInt8(ascii: "_")
    guard b.count > a.count + 1, b.suffix(a.count) == a[...], b[b.count - a.count - 1] == separator
    else { return false }
    let kept = Set(a.split(separator: separator))
    return b.dropLast(a.count + 1).split(separator: separator).allSatisfy { word in
      word.allSatisfy { $0.isDigit } || kept.contains(word)
    }
  }

  /// Whether a name goes without the namespace of the tool's, which ends in signs that stand inside of
  /// no name: `find` for `mcp__trains__find`, but not `account` for `delete_account`.
  private static func leavesOutNamespace(_ written: [UInt8], _ own: [UInt8]) -> Bool {
    guard own.count > written.count + 1, own.suffix(written.count) == written[...] else {
      return false
    }
    let namespace = own.dropLast(written.count)
    switch namespace.last {
    case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."): return true
    case UInt8(ascii: "-"), UInt8(ascii: "_"): return namespace.dropLast().last == namespace.last
    default: return false
    }
  }

  /// Whether one word of a name has a slip of the pen inside it: not at its ends, where prefixes
  /// and plurals make other words, and in a word of some length.
  private static func slips(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let separator = UInt8(ascii: "_")
    let written = a.split(separator: separator)
    let own = b.split(separator: separator)
    guard written.count == own.count else { return false }
    let differing = zip(written, own).filter { $0 != $1 }
    guard differing.count == 1, let (word, meant) = differing.first else { return false }
    return min(word.count, meant.count) >= 5 && word.first == meant.first
      && word.last == meant.last && !(word + meant).contains { $0.isDigit }
      && abs(word.count - meant.count) <= 2 && EditDistance.isAtMost(2, Array(word), Array(meant))
  }
}
