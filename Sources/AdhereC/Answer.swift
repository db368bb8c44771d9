/// Bytes that C reads until the next call with the same handle.
final class Answer {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 256
    memory = .allocate(capacity: capacity)
    memory.pointee = 0
  }

  deinit { memory.deallocate() }

  /// Holds these bytes, and a NUL behind them.
  func set(_ bytes: [UInt8]) {
    // What one long output took is given back after it.
    if bytes.count >= capacity || capacity > 1 << 20 && bytes.count < capacity / 8 {
      memory.deallocate()
      capacity = max(256, bytes.count + 1)
      memory = .allocate(capacity: capacity)
    }
    bytes.withUnsafeBufferPointer {
      if let base = $0.baseAddress { memory.update(from: base, count: $0.count) }
    }
    memory[bytes.count] = 0
    count = bytes.count
  }

  /// Tells where they are.
  func tell(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    length?.pointee = count
    return UnsafePointer(memory)
  }
}
