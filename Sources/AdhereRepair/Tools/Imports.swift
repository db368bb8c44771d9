/// The names a program text brings itself, as in Python: what it imports and what it defines.
enum Imports {
  /// Names after `import`, `from` or `def` at the beginning of a line. One pass.
  static func find(_ text: UnsafePointer<UInt8>, _ end: Int) -> Set<[UInt8]> {
    var names: Set<[UInt8]> = []
    var i = 0
    while i < end {
      while i < end, text[i] == 0x20 || text[i] == 0x09 { i += 1 }
      for word in ["import ", "from ", "def "] {
        let word = Array(word.utf8)
        guard i + word.count < end,
          (0..<word.count).allSatisfy({ text[i + $0] == word[$0] })
        else { continue }
        var j = i + word.count
        let start = j
        while j < end, ByteClass.isWord(text[j]) { j += 1 }
        names.insert(Array(UnsafeBufferPointer(start: text + start, count: j - start)))
      }
      while i < end, text[i] != 0x0A { i += 1 }
      i += 1
    }
    return names
  }
}
