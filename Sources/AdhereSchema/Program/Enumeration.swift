internal import AdhereJSON

/// The values of an `enum`, or the one of a `const`.
struct Enumeration {
  /// First and number of the ``SchemaValue``s.
  var first: UInt32
  var count: UInt32
  /// One bit for each kind among the values.
  var kinds: UInt8
  /// Many values are found by their hash.
  var isHashed: Bool
  var firstSlot: UInt32
  var mask: UInt32

  /// Up to this many values are compared one after the other.
  static let hashFrom = 9
}

/// A value in a schema.
struct SchemaValue {
  var nodes: UnsafePointer<Node>
  var bytes: UnsafePointer<UInt8>
  var node: UInt32
  var kind: Node.Kind
  /// Strings only: its decoded bytes are `count` from `text`, with their words as in
  /// ``PropertyEntry``.
  var count: UInt32
  var text: UnsafePointer<UInt8>
  var first: UInt64
  var last: UInt64

  var tape: Tape { Tape(bytes: bytes, nodes: nodes, count: Int(node) + 1) }
}

struct ValueSlot {
  var hash: UInt64
  /// Index into the program's values; `Instruction.none` for an empty slot.
  var value: UInt32
}

extension Program {
  /// Whether the value at `node` is one of the enumeration's.
  @inline(__always)
  func contains(_ index: UInt32, _ tape: Tape, _ node: Int) -> Bool {
    let enumeration = enumerations[Int(index)]
    let n = tape.nodes[node]
    let kind = n.kind
    guard enumeration.kinds >> kind.rawValue & 1 != 0 else { return false }
    // There is but one null, one true and one false.
    if kind.rawValue <= Node.Kind.true.rawValue { return true }
    if enumeration.isHashed { return containsHashed(enumeration, tape, node) }
    let values = values + Int(enumeration.first)
    if kind == .string, !n.hasEscapes {
      let count = n.end &- n.start
      let start = tape.bytes + Int(n.start)
      let words = NameWords.load(start, Int(count))
      for i in 0..<Int(enumeration.count)
      where values[i].count == count && values[i].first == words.first
        && values[i].last == words.last && values[i].kind == .string
      {
        if count <= 16 || sameMiddle(values[i].text, start, Int(count)) { return true }
      }
      return false
    }
    for i in 0..<Int(enumeration.count) {
      let value = values[i]
      if ValueEquality.equal(tape, node, value.tape, Int(value.node)) { return true }
    }
    return false
  }

  @inline(__always)
  private func sameMiddle(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    var i = 8
    while i < count &- 8 {
      if a[i] != b[i] { return false }
      i &+= 1
    }
    return true
  }

  @inline(never)
  private func containsHashed(
    _ enumeration: Enumeration, _ tape: Tape, _ node: Int
  ) -> Bool {
    let hash = ValueHash.hash(tape, node)
    let base = valueSlots + Int(enumeration.firstSlot)
    var at = UInt32(truncatingIfNeeded: hash) & enumeration.mask
    while base[Int(at)].value != Instruction.none {
      if base[Int(at)].hash == hash {
        let value = values[Int(base[Int(at)].value)]
        if ValueEquality.equal(tape, node, value.tape, Int(value.node)) { return true }
      }
      at = (at &+ 1) & enumeration.mask
    }
    return false
  }
}
