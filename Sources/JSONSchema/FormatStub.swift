struct Format: Sendable {
  static func named(_ name: [UInt8], dialect: Dialect) -> Format? { nil }
  func accepts(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { true }
}
