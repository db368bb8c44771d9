internal import AdhereJSON

/// Growing memory with room for the JSON reader's padding behind its bytes.
struct EventBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  var count = 0
  private var capacity: Int
  private static let usual = 1_024
  /// More than this is given back after the event that needed it.
  private static let keeps = 64 << 10

  init() {
    capacity = Self.usual
    base = .allocate(capacity: capacity + TapeParser.padding)
    base.initialize(repeating: 0, count: capacity + TapeParser.padding)
  }

  deinit { base.deallocate() }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(to: count + bytes.count) }
    (base + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(to: count + 1) }
    base[count] = byte
    count += 1
  }

  /// Writes the NUL bytes that a JSON reader looks for.
  func pad() { (base + count).update(repeating: 0, count: TapeParser.padding) }

  /// Empties it and gives memory back that only one long event needed.
  mutating func release() {
    count = 0
    shrink()
  }

  mutating func shrink() {
    guard capacity > Self.keeps, count == 0 else { return }
    base.deallocate()
    capacity = Self.usual
    base = .allocate(capacity: capacity + TapeParser.padding)
    base.initialize(repeating: 0, count: capacity + TapeParser.padding)
  }

  private mutating func grow(to needed: Int) {
    capacity = max(capacity * 2, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + TapeParser.padding)
    larger.update(from: base, count: count)
    (larger + count).initialize(repeating: 0, count: capacity + TapeParser.padding - count)
    base.deallocate()
    base = larger
  }
}
