/// Growing memory for bytes that are read in place, eight at a time: there is always room for
/// the padding that such readers want behind the last byte.
@usableFromInline
package struct PaddedBytes: ~Copyable {
  /// Bytes behind the text that must be readable; the first of them is NUL.
  @inlinable @inline(__always)
  package static var padding: Int { 8 }

  @usableFromInline
  package internal(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes in use, from the first.
  @usableFromInline
  package var count = 0
  /// Bytes there is room for, the padding not counted.
  @usableFromInline
  package internal(set) var capacity: Int
  private let maximumGrowth: Int

  /// - Parameters:
  ///   - capacity: bytes there is room for at first.
  ///   - maximumGrowth: bytes by which the memory grows at most where it could double; for
  ///     buffers that are filled slowly and held for long.
  package init(capacity: Int, maximumGrowth: Int = .max) {
    self.capacity = capacity
    self.maximumGrowth = maximumGrowth
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: Self.padding)
  }

  deinit { base.deallocate() }

  @inlinable
  package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(to: count + bytes.count) }
    (base + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  @inlinable
  package mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    base[count] = byte
    count += 1
  }

  /// Writes the NUL bytes behind the last byte that a reader looks for.
  @inlinable
  package func pad() { (base + count).initialize(repeating: 0, count: Self.padding) }

  /// Empties it and takes these bytes, with the padding behind them.
  package mutating func replace(with bytes: UnsafeBufferPointer<UInt8>) {
    count = 0
    append(bytes)
    pad()
  }

  /// Makes room for `capacity` bytes, keeping those in use.
  @inlinable
  package mutating func reserve(_ capacity: Int) {
    if capacity > self.capacity { grow(to: capacity) }
  }

  /// Empties it and gives back what it has beyond `capacity` bytes.
  package mutating func removeAll(keeping capacity: Int = .max) {
    count = 0
    guard self.capacity > capacity else { return }
    base.deallocate()
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: Self.padding)
  }

  /// The bytes in use.
  @inlinable
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  @usableFromInline
  mutating func grow(to needed: Int) {
    capacity = max(capacity + min(capacity, maximumGrowth), needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}

extension [UInt8] {
  /// A copy with the padding behind it that readers of eight bytes at a time want.
  package func padded() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(count + PaddedBytes.padding)
    out += self
    out.append(contentsOf: repeatElement(0, count: PaddedBytes.padding))
    return out
  }

  /// Runs `body` with a copy that has the padding behind it.
  ///
  ///     bytes.withPadding { text in parser.parse(padded: text.baseAddress!, count: text.count) }
  ///
  /// - Parameter body: gets the bytes; the padding lies behind their end.
  package func withPadding<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try padded().withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[..<count]))
    }
  }
}
