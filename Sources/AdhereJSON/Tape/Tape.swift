/// A parsed JSON text: its bytes, and one ``Node`` a value in document order.
///
/// A view: it borrows the memory of the ``TapeParser`` or ``JSONDocument`` it comes from and
/// must not outlive it. Node 0 is the root.
@frozen
public struct Tape {
  /// The text.
  public let bytes: UnsafePointer<UInt8>
  /// The nodes, in document order.
  public let nodes: UnsafePointer<Node>
  /// Number of nodes.
  public let count: Int

  /// A view of memory that must outlive it.
  @inlinable
  public init(bytes: UnsafePointer<UInt8>, nodes: UnsafePointer<Node>, count: Int) {
    self.bytes = bytes
    self.nodes = nodes
    self.count = count
  }

  /// The node at `index`.
  @inlinable
  public subscript(index: Int) -> Node { nodes[index] }

  /// What the node at `index` is.
  @inlinable
  public func kind(_ index: Int) -> Node.Kind { nodes[index].kind }

  /// Index of the node after the value at `index` and everything in it.
  @inlinable
  public func next(after index: Int) -> Int {
    let node = nodes[index]
    return node.isContainer ? Int(node.link) : index + 1
  }

  /// Number of elements or members.
  public func count(of index: Int) -> Int {
    let stored = nodes[index].storedCount
    if stored < Node.countLimit { return stored }
    var total = 0
    let end = next(after: index)
    var child = index + 1
    let isObject = nodes[index].kind == .object
    while child < end {
      total += 1
      child = next(after: isObject ? child + 1 : child)
    }
    return total
  }

  /// The bytes as written: for strings and keys without their quotes.
  @inlinable
  public func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    return UnsafeBufferPointer(
      start: bytes + Int(node.start), count: Int(node.end &- node.start))
  }

  /// The bytes' range in the text, for strings and keys with their quotes.
  @inlinable
  public func span(_ index: Int) -> Range<Int> {
    let node = nodes[index]
    switch node.kind {
    case .string, .key: return Int(node.start) - 1..<Int(node.end) + 1
    default: return Int(node.start)..<Int(node.end)
    }
  }

  /// The whole value as it was written.
  @inlinable
  public func source(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let span = span(index)
    return UnsafeBufferPointer(start: bytes + span.lowerBound, count: span.count)
  }

  /// Index of the value under `key`, the last one of a repeated key; nil where it is missing.
  public func member(_ key: StaticString, of object: Int) -> Int? {
    key.withUTF8Buffer { member($0, of: object) }
  }

  /// Index of the value under `key`, the last one of a repeated key; nil where it is missing.
  public func member(_ key: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    guard nodes[object].kind == .object else { return nil }
    let hash = KeyHash.hash(unpadded: key)
    let end = next(after: object)
    var found: Int?
    var child = object + 1
    while child < end {
      if nodes[child].link == hash, StringText.equals(self, child, key) { found = child + 1 }
      child = next(after: child + 1)
    }
    return found
  }

  /// The elements of the array, or the keys of the object, at `index`.
  public func children(of index: Int) -> Children { Children(tape: self, of: index) }

  /// Walks the direct children of a container: element indices, or key indices (the member's
  /// value has the key's index + 1).
  public struct Children: Sequence, IteratorProtocol {
    let tape: Tape
    let step: Int
    let end: Int
    var current: Int

    init(tape: Tape, of index: Int) {
      self.tape = tape
      let kind = tape.kind(index)
      step = kind == .object ? 1 : 0
      end = kind == .object || kind == .array ? tape.next(after: index) : index
      current = index + 1
    }

    /// Index of the next child.
    public mutating func next() -> Int? {
      guard current < end else { return nil }
      let result = current
      current = tape.next(after: current + step)
      return result
    }
  }
}
