import AdhereWire

/// Lines `name: value`. A wait is a number that is not below zero.
enum RetryHintTarget {
  static func run(_ bytes: [UInt8]) {
    var headers: [String: String] = [:]
    for line in bytes.split(separator: 0x0A) {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
    }
    for now in [0, 1.8e9] {
      if let wait = RetryHint.seconds({ headers[$0] }, now: now) {
        precondition(wait >= 0 && !wait.isNaN, "waits \(wait) s")
      }
    }
  }
}
