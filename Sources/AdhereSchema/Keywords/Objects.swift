internal import AdhereJSON

/// `properties`, `patternProperties`, `additionalProperties`, `propertyNames`, `required`,
/// `minProperties`, `maxProperties`.
extension Compiler {
  mutating func writeObjects(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if let node = value(.minProperties) {
      emit(Instruction(.minProperties, .minProperties, a: limit(work, node)), work, node)
    }
    if let node = value(.maxProperties) {
      emit(Instruction(.maxProperties, .maxProperties, a: limit(work, node)), work, node)
    }
    let required = requiredNames(work, rules)
    if !required.isEmpty || value(.properties) != nil || value(.patternProperties) != nil
      || value(.additionalProperties) != nil || value(.propertyNames) != nil
    {
      try writePlan(work, required)
    }
    try writeDependencies(work, rules)
  }

  /// Nodes that spell the required names.
  private func requiredNames(_ work: Work, _ rules: DialectRules) -> [Int] {
    let tape = sources[work.source].tape
    guard rules.dialect == .draft3 else {
      return value(.required).map { Array(tape.children(of: $0)) } ?? []
    }
    guard let properties = value(.properties) else { return [] }
    return tape.children(of: properties).filter { key in
      tape.member("required", of: key + 1).map { tape.kind($0) == .true } ?? false
    }
  }

  private mutating func writePlan(_ work: Work, _ required: [Int]) throws(SchemaError) {
    let tape = sources[work.source].tape
    var plan = ObjectPlan(
      table: 0, requiredBits: 0, requiredCount: 0, additional: Instruction.none,
      isClosed: false, hasAdditional: false, firstPattern: UInt32(parts.patternRules.count),
      patternCount: 0, names: Instruction.none, origin: UInt32(parts.objectOrigins.count))
    var names = NameList()
    if let properties = value(.properties) {
      for key in tape.children(of: properties) {
        let block = try block(work.source, key + 1, work.resource, work.scope)
        names.add(self.names.decoded(tape, key), tape[key].link, block)
      }
    }
    for node in required {
      let name = self.names.decoded(tape, node)
      names.require(name, tape.kind(node) == .key ? tape[node].link : Tape.keyHash(name))
    }
    plan.requiredBits = names.requiredBits
    plan.requiredCount = UInt32(names.requiredCount)
    plan.table = addTable(names.entries)
    if let patterns = value(.patternProperties) {
      var rules: [PatternRule] = []
      for key in tape.children(of: patterns) {
        rules.append(
          PatternRule(
            regex: try pattern(work, key),
            block: try block(work.source, key + 1, work.resource, work.scope)))
      }
      plan.firstPattern = UInt32(parts.patternRules.count)
      plan.patternCount = UInt32(rules.count)
      parts.patternRules.append(contentsOf: rules)
    }
    if let node = value(.additionalProperties) {
      plan.hasAdditional = true
      if tape.kind(node) == .false { plan.isClosed = true }
      if options.keepsEverySchema || tape.kind(node) == .object {
        plan.additional = try block(work.source, node, work.resource, work.scope)
      }
    }
    if let node = value(.propertyNames) {
      plan.names = try block(work.source, node, work.resource, work.scope)
    }
    func origin(_ keyword: Keyword) -> UInt32 {
      value(keyword).map(UInt32.init) ?? Instruction.none
    }
    parts.objectOrigins.append(
      ObjectOrigin(
        source: UInt32(work.source), object: UInt32(work.node), properties: origin(.properties),
        patternProperties: origin(.patternProperties),
        additionalProperties: origin(.additionalProperties),
        propertyNames: origin(.propertyNames), required: origin(.required)))
    parts.objects.append(plan)
    emit(
      Instruction(.object, .properties, a: UInt32(parts.objects.count - 1)), work,
      value(.properties) ?? work.node)
  }

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
      parts.entries.append(
        contentsOf: entries.sorted { a, b in
          a.compare(UnsafeBufferPointer(start: b.name, count: Int(b.count))) < 0
        })
    } else {
      parts.entries.append(contentsOf: entries)
    }
    parts.tables.append(table)
    return UInt32(parts.tables.count - 1)
  }
}

/// The names a schema mentions, each once.
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
