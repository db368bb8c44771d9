/// Building the tape.
extension TapeParser {
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int, _ meta: UInt32, _ link: UInt32) {
    if count == capacity { grow() }
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), meta: meta,
      link: link)
    count &+= 1
    if container >= 0 { countChild() }
  }

  /// Counts a value into its array or a value into its object, up to the counter's limit.
  @inline(__always)
  mutating func countChild() {
    let meta = nodes[container].meta
    if meta < UInt32(Node.countLimit) << 16 { nodes[container].meta = meta &+ Node.countStep }
  }

  /// Hands over the memory of the tape; there is room for ``capacity`` nodes.
  mutating func takeNodes() -> UnsafeMutablePointer<Node> {
    let taken = nodes
    capacity = 1
    nodes = .allocate(capacity: capacity)
    reset()
    return taken
  }

  @inline(never)
  mutating func grow() {
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
    capacity *= 2
  }

  /// While a container is open its `link` holds the container around it, and its `end` the
  /// filter of key hashes that ``appendKey`` uses; there is no other stack.
  @inline(__always)
  mutating func open(_ kind: Node.Kind, at p: Int) {
    let index = count
    append(p, 0, UInt32(kind.rawValue), UInt32(bitPattern: Int32(truncatingIfNeeded: container)))
    container = index
    depth &+= 1
  }

  @inline(__always)
  mutating func close(at p: Int) {
    let index = container
    if nodes[index].meta & Node.recheckKeys != 0 { recheckKeys(of: index) }
    container = Int(Int32(bitPattern: nodes[index].link))
    nodes[index].end = UInt32(truncatingIfNeeded: p &+ 1)
    nodes[index].link = UInt32(truncatingIfNeeded: count)
    depth &-= 1
  }

  @inline(__always)
  mutating func appendKey(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: UInt32, _ check: Bool
  ) {
    var hash = KeyHash.hash(padded: base + start, count: end &- start)
    if flags & Node.escapes != 0 { hash = hashDecoded(base, start, end) }
    if count == capacity { grow() }
    if check {
      // A 32-bit filter finds objects without repeated keys at the cost of one OR a key.
      let bit: UInt32 = 1 &<< (hash & 31)
      let seen = nodes[container].end
      if seen & bit != 0 {
        checkRepeated(base, start, end, flags, hash)
      }
      nodes[container].end = seen | bit
    }
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), meta: flags,
      link: hash)
    count &+= 1
  }
}
