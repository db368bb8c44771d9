import AdhereBytes
package import AdhereJSON

/// Misspelt names of tools. A name alone is too little to go by, so the arguments must fit too.
extension ToolTable {
  /// The only tool that a name which was not offered can mean: one or two letters off, or
  /// without its first words, and with arguments that name only parameters of that tool.
  ///
  /// - Parameter arguments: node of the arguments' object.
  package func nearest(_ written: [UInt8], arguments: Int, in tape: Tape) -> Int? {
    guard tape.kind(arguments) == .object, tape.count(of: arguments) > 0 else { return nil }
    let folded = Folding.words(written)
    // Brackets in place of a name say nothing; then the arguments alone must tell.
    let isNameless = !written.contains { ByteClass.isWord($0) || $0 >= 0x80 }
    guard folded.count >= 6 || isNameless else { return nil }
    var found: Int?
    for (index, tool) in tools.enumerated() {
      guard
        isNameless
          ? tape.count(of: arguments) >= max(1, tool.required) : isNear(folded, tool.folded)
      else { continue }
      let fits = tape.children(of: arguments).allSatisfy { key in
        tool.parameters.contains { parameter in
          parameter.name.withUnsafeBufferPointer { StringText.equals(tape, key, $0) }
        }
      }
      guard fits else { continue }
      if found != nil { return nil }
      found = index
    }
    return found
  }

  /// The only tool whose name ends as a written one does, behind the last dot: `get_cell_info`
  /// and `bio.get_cell_info` for `biology.get_cell_info`. Only a guess until the arguments are
  /// known.
  func sameLastWord(as written: [UInt8]) -> Int? {
    let word = ToolTable.lastWord(written)
    guard word.count >= 3 else { return nil }
    var found: Int?
    for (index, tool) in tools.enumerated() where ToolTable.lastWord(tool.name) == word {
      if found != nil { return nil }
      found = index
    }
    return found
  }

  private static func lastWord(_ name: [UInt8]) -> ArraySlice<UInt8> {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return name[...] }
    return name[(dot + 1)...]
  }

  private func isNear(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let separator = UInt8(ascii: "_")
    if b.count > a.count + 1, b.suffix(a.count) == a[...], b[b.count - a.count - 1] == separator {
      return true
    }
    return abs(a.count - b.count) <= 2 && EditDistance.isAtMost(2, a, b)
  }
}
