internal import AdhereJSON

/// Decoded names that the schema's text spells with escapes, kept where the program can point
/// at them; names without escapes are pointed at in the text itself.
final class NamePool: @unchecked Sendable {
  private var memory: [UnsafeMutablePointer<UInt8>] = []

  func decoded(_ tape: Tape, _ node: Int) -> UnsafeBufferPointer<UInt8> {
    if !tape[node].hasEscapes { return tape.text(node) }
    let name = StringText.decode(tape, node)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: name.count + TapeParser.padding)
    copy.initialize(repeating: 0, count: name.count + TapeParser.padding)
    for (i, byte) in name.enumerated() { copy[i] = byte }
    memory.append(copy)
    return UnsafeBufferPointer(start: copy, count: name.count)
  }

  deinit { for pointer in memory { pointer.deallocate() } }
}
