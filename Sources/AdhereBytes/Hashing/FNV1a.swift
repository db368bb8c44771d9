/// FNV-1a, 64 bits (draft-eastlake-fnv). The same on every machine; no protection against texts
/// that are made to collide.
@usableFromInline
package struct FNV1a {
  @usableFromInline
  package internal(set) var value: UInt64

  /// - Parameter basis: what hashing begins with; another one makes another hash.
  package init(basis: UInt64 = 0xCBF2_9CE4_8422_2325) { value = basis }

  @inlinable @inline(__always)
  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { add(byte) }
  }

  package mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { add($0) }
  }

  /// The hash of one text.
  package static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.add(bytes)
    return hash.value
  }
}
