internal import AdhereJSON

/// The names a schema mentions, each once, as they are collected for a ``PropertyTable``.
struct NameList {
  var entries: [PropertyEntry] = []
  var requiredBits: UInt64 = 0
  var requiredCount = 0
  /// From this many names on they are found through a dictionary.
  private static let indexFrom = 32
  private var index: [UInt32: [Int]] = [:]

  /// A property and its schema; a name that stands twice counts as the last one.
  mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ block: UInt32) {
    let at = position(name, hash)
    entries[at].block = block
    entries[at].flags |= PropertyEntry.declared
  }

  mutating func require(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32) {
    let at = position(name, hash)
    if entries[at].ordinal != Instruction.none { return }
    entries[at].ordinal = UInt32(requiredCount)
    entries[at].bit = requiredCount < 64 ? 1 << UInt64(requiredCount) : 0
    requiredBits |= entries[at].bit
    requiredCount += 1
  }

  private mutating func position(_ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    if entries.count < Self.indexFrom {
      for i in entries.indices where entries[i].hash == hash && entries[i].compare(name) == 0 {
        return i
      }
    } else {
      if index.isEmpty {
        for i in entries.indices { index[entries[i].hash, default: []].append(i) }
      }
      for i in index[hash] ?? [] where entries[i].compare(name) == 0 { return i }
      index[hash, default: []].append(entries.count)
    }
    let words = NameWords.load(unpadded: name)
    entries.append(
      PropertyEntry(
        first: words.first, last: words.last, name: name.baseAddress ?? NameList.empty,
        count: UInt32(name.count), hash: hash, block: Instruction.none,
        ordinal: Instruction.none, bit: 0, types: 0, flags: 0))
    return entries.count - 1
  }

  private nonisolated(unsafe) static let empty: UnsafePointer<UInt8> = {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    memory.initialize(repeating: 0, count: 8)
    return UnsafePointer(memory)
  }()
}

extension Compiler {
  /// Writes a hash table over the entries; returns its index.
  mutating func addTable(_ entries: [PropertyEntry]) -> UInt32 {
    var capacity = 2
    while capacity < entries.count * 2 { capacity *= 2 }
    var table = PropertyTable(
      firstSlot: UInt32(parts.slots.count), firstEntry: UInt32(parts.entries.count),
      mask: UInt32(capacity - 1), count: UInt32(entries.count), isSorted: false)
    let base = parts.slots.count
    parts.slots.append(
      contentsOf: repeatElement(PropertySlot(hash: 0, entry: Instruction.none), count: capacity))
    for (i, entry) in entries.enumerated() {
      var at = Int(entry.hash) & (capacity - 1)
      var probes = 0
      while parts.slots[base + at].entry != Instruction.none {
        at = (at + 1) & (capacity - 1)
        probes += 1
      }
      parts.slots[base + at] = PropertySlot(
        hash: entry.hash, entry: table.firstEntry + UInt32(i))
      if probes > 32 {
        table.isSorted = true
        break
      }
    }
    if table.isSorted {
      parts.entries.append(contentsOf: entries.sorted { $0.compare($1.text) < 0 })
    } else {
      parts.entries.append(contentsOf: entries)
    }
    parts.tables.append(table)
    return UInt32(parts.tables.count - 1)
  }
}
