/// The bytes a change puts in. Most are a quote, a comma or a bracket, so up to fourteen bytes lie
/// in the value itself: a broken document needs thousands of them.
struct ShortText: Sendable {
  private static let inline = 14

  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0
  /// All bytes, where they are more than fit.
  private(set) var long: [UInt8]?
  private(set) var size: UInt8 = 0

  @inline(__always)
  init() {}

  @inline(__always)
  init(low: UInt64, high: UInt64, size: UInt8, long: [UInt8]?) {
    self.low = low
    self.high = high
    self.size = size
    self.long = long
  }

  @inline(__always)
  init(_ byte: UInt8) {
    low = UInt64(byte)
    size = 1
  }

  @inline(__always)
  init(_ first: UInt8, _ second: UInt8) {
    low = UInt64(first) | UInt64(second) << 8
    size = 2
  }

  @inline(__always)
  init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    low = UInt64(first) | UInt64(second) << 8 | UInt64(third) << 16
    size = 3
  }

  init(_ bytes: [UInt8]) {
    if bytes.count > ShortText.inline {
      long = bytes
    } else {
      bytes.withUnsafeBufferPointer { copy($0) }
    }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > ShortText.inline { long = Array(bytes) } else { copy(bytes) }
  }

  /// Bytes between two others, as a key between its quotes.
  init(_ bytes: UnsafeBufferPointer<UInt8>, between first: UInt8, and last: UInt8) {
    guard bytes.count + 2 <= ShortText.inline else {
      var all: [UInt8] = []
      all.reserveCapacity(bytes.count + 2)
      all.append(first)
      all.append(contentsOf: bytes)
      all.append(last)
      long = all
      return
    }
    append(first)
    for byte in bytes { append(byte) }
    append(last)
  }

  private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { append(byte) }
  }

  /// - Precondition: there is room for it inline.
  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    if size < 8 {
      low |= UInt64(byte) << (UInt64(size) * 8)
    } else {
      high |= UInt64(byte) << (UInt64(size - 8) * 8)
    }
    size += 1
  }

  /// All bytes.
  var array: [UInt8] { long ?? Array(self) }

  /// Appends the bytes to `out`.
  @inline(__always)
  func append(to out: inout [UInt8]) {
    if let long {
      out.append(contentsOf: long)
    } else {
      for index in 0..<Int(size) { out.append(inlineByte(index)) }
    }
  }

  /// Writes the bytes to memory that has room for them.
  @inline(__always)
  func write(to out: UnsafeMutablePointer<UInt8>) -> Int {
    guard let long else {
      for index in 0..<Int(size) { out[index] = inlineByte(index) }
      return Int(size)
    }
    long.withUnsafeBufferPointer {
      if let source = $0.baseAddress { out.update(from: source, count: $0.count) }
    }
    return long.count
  }

  mutating func dropLastByte() { self = ShortText(Array(dropLast())) }

  @inline(__always)
  private func inlineByte(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: index < 8 ? low >> UInt64(index * 8) : high >> UInt64(index * 8 - 64))
  }
}

extension ShortText: RandomAccessCollection {
  @inline(__always)
  var startIndex: Int { 0 }

  @inline(__always)
  var endIndex: Int { long?.count ?? Int(size) }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    if let long { return long[index] }
    return inlineByte(index)
  }
}

extension ShortText: Equatable {
  static func == (a: ShortText, b: ShortText) -> Bool {
    if a.long == nil, b.long == nil {
      return a.low == b.low && a.high == b.high && a.size == b.size
    }
    return a.elementsEqual(b)
  }
}

extension ShortText: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: UInt8...) { self.init(elements) }
}
