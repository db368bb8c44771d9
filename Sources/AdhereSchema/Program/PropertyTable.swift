internal import AdhereJSON

/// A name that a schema mentions: under `properties`, in `required`, or as a dependency.
struct PropertyEntry {
  /// The first eight bytes of the name, NUL-padded, and the last eight (0 for shorter names).
  /// With ``count`` they are the whole name up to sixteen bytes.
  var first: UInt64
  var last: UInt64
  var name: UnsafePointer<UInt8>
  var count: UInt32
  var hash: UInt32
  /// The property's schema; `Instruction.none` where only its presence counts.
  var block: UInt32
  /// Position among the tracked names, for objects with more than 64 of them.
  var ordinal: UInt32
  /// The bit that stands for "seen"; 0 where that is not asked.
  var bit: UInt64
  /// The property's types, for blocks that check nothing else.
  var types: UInt8
  var flags: UInt8

  /// Named under `properties`.
  static let declared: UInt8 = 1
  /// The block is a leaf: ``types`` is all there is to check.
  static let leaf: UInt8 = 2
  static let integersOnly: UInt8 = 4
  static let lexicalIntegers: UInt8 = 8
  /// ``block`` is the index of a table (propertyDependencies).
  static let holdsTable: UInt8 = 16

  /// Whether the name, whose last bytes are not among `first` and `last`, is `other`'s.
  @inline(__always)
  func hasMiddle(of other: UnsafePointer<UInt8>) -> Bool {
    // Whole words; the last one may overlap what was compared before.
    var i = 8
    let end = Int(count) &- 8
    while i < end {
      let mine = UnsafeRawPointer(name + i).loadUnaligned(as: UInt64.self)
      if mine != UnsafeRawPointer(other + i).loadUnaligned(as: UInt64.self) { return false }
      i &+= 8
    }
    return true
  }
}

/// Eight bytes of a name as a word.
enum NameWords {
  /// Needs eight readable bytes from `start`, whatever `count` is; texts on a tape have them.
  @inline(__always)
  static func load(_ start: UnsafePointer<UInt8>, _ count: Int) -> (first: UInt64, last: UInt64) {
    let raw = UnsafeRawPointer(start)
    let word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count < 8 {
      return (word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1), 0)
    }
    let last = (raw + (count &- 8)).loadUnaligned(as: UInt64.self)
    return (word, UInt64(littleEndian: last))
  }

  static func load(unpadded bytes: UnsafeBufferPointer<UInt8>) -> (first: UInt64, last: UInt64) {
    if bytes.count >= 8 { return load(bytes.baseAddress!, bytes.count) }
    var word: UInt64 = 0
    for (i, byte) in bytes.enumerated() { word |= UInt64(byte) << UInt64(i * 8) }
    return (word, 0)
  }
}

/// A hash table of names.
struct PropertyTable {
  /// First slot and first entry in the program's pools.
  var firstSlot: UInt32
  var firstEntry: UInt32
  var mask: UInt32
  var count: UInt32
  /// Too many names share a hash: the entries are sorted by name and searched by bisection.
  var isSorted: Bool

  var entries: Range<Int> { Int(firstEntry)..<Int(firstEntry) + Int(count) }
}

struct PropertySlot {
  var hash: UInt32
  /// Index into the program's entries; `Instruction.none` for an empty slot.
  var entry: UInt32
}

/// A table as a walk over many keys needs it: the addresses computed once.
struct PropertyTableView {
  let slots: UnsafePointer<PropertySlot>
  let entries: UnsafePointer<PropertyEntry>
  let mask: UInt32
  /// Escapes in the key, and tables that are searched by bisection, take the slow way.
  let slowFlags: UInt32
}

extension Program {
  @inline(__always)
  func view(_ table: UnsafePointer<PropertyTable>) -> PropertyTableView {
    PropertyTableView(
      slots: slots + Int(table.pointee.firstSlot), entries: entries, mask: table.pointee.mask,
      slowFlags: table.pointee.isSorted ? .max : 0)
  }

  /// The entry for the key node at `key`, or nil.
  @inline(__always)
  func find(
    _ table: UnsafePointer<PropertyTable>, _ tape: UnsafePointer<Node>,
    _ bytes: UnsafePointer<UInt8>, _ key: Int
  ) -> UnsafePointer<PropertyEntry>? {
    find(table, view(table), tape, bytes, key)
  }

  @inline(__always)
  func find(
    _ table: UnsafePointer<PropertyTable>, _ view: PropertyTableView,
    _ tape: UnsafePointer<Node>, _ bytes: UnsafePointer<UInt8>, _ key: Int
  ) -> UnsafePointer<PropertyEntry>? {
    let node = tape[key]
    if node.hasEscapes || view.slowFlags != 0 { return findSlowly(table, tape, bytes, key) }
    let hash = node.link
    var at = hash & view.mask
    while true {
      let slot = view.slots[Int(at)]
      if slot.entry == Instruction.none { return nil }
      if slot.hash == hash {
        let entry = view.entries + Int(slot.entry)
        let count = node.end &- node.start
        if entry.pointee.count == count {
          let start = bytes + Int(node.start)
          let words = NameWords.load(start, Int(count))
          if words.first == entry.pointee.first, words.last == entry.pointee.last,
            count <= 16 || entry.pointee.hasMiddle(of: start)
          {
            return entry
          }
        }
      }
      at = (at &+ 1) & view.mask
    }
  }

  @inline(never)
  func findSlowly(
    _ table: UnsafePointer<PropertyTable>, _ nodes: UnsafePointer<Node>,
    _ bytes: UnsafePointer<UInt8>, _ key: Int
  ) -> UnsafePointer<PropertyEntry>? {
    let tape = Tape(bytes: bytes, nodes: nodes, count: key + 1)
    let first = entries + Int(table.pointee.firstEntry)
    if table.pointee.isSorted {
      let name = StringText.decode(tape, key)
      var low = 0
      var high = Int(table.pointee.count)
      while low < high {
        let middle = (low + high) / 2
        let order = name.withUnsafeBufferPointer { first[middle].compare($0) }
        if order == 0 { return first + middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
    let base = slots + Int(table.pointee.firstSlot)
    var at = nodes[key].link & table.pointee.mask
    while base[Int(at)].entry != Instruction.none {
      let slot = base[Int(at)]
      if slot.hash == nodes[key].link {
        let entry = entries + Int(slot.entry)
        if StringText.equals(tape, key, entry.pointee.text) { return entry }
      }
      at = (at &+ 1) & table.pointee.mask
    }
    return nil
  }
}

extension PropertyEntry {
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: name, count: Int(count)) }

  /// Negative, zero or positive as the entry's name sorts before, equal or after `other`.
  func compare(_ other: UnsafeBufferPointer<UInt8>) -> Int {
    let mine = text
    for i in 0..<min(mine.count, other.count) where mine[i] != other[i] {
      return mine[i] < other[i] ? -1 : 1
    }
    return mine.count - other.count
  }
}

extension Program {
  /// The schema that `propertyDependencies` brings for the member at `key`, whose value is a string;
  /// nil where it brings none.
  func dependency(_ i: Instruction, _ tape: Tape, _ key: Int) -> UInt32? {
    guard let entry = find(tables + i.table, tape.nodes, tape.bytes, key) else { return nil }
    // The entry's block is the index of a table, whose entries' blocks are schemas.
    let choices = tables[Int(entry.pointee.block)]
    let value = StringText.decode(tape, key + 1)
    return value.withUnsafeBufferPointer { value in
      choices.entries.first { entries[$0].compare(value) == 0 }.map { entries[$0].block }
    }
  }
}
