import AdhereJSON

/// One line of IHOP, by its members.
struct BowtieRequest {
  let tape: Tape

  func member(_ key: StaticString) -> Int? { tape.member(key, of: 0) }

  /// A member that is a string.
  func text(_ key: StaticString) -> String? {
    guard let node = member(key), tape.kind(node) == .string else { return nil }
    return String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  /// `seq` as it was written: it may be any JSON value and goes back unchanged.
  var seq: [UInt8]? { member("seq").map { Array(tape.source($0)) } }
}
