internal import AdhereBytes
internal import AdhereJSON
internal import CAdhereJansson

/// Compares a tape with libjansson's tree. Depth takes no stack.
enum TreeComparison {
  /// What differs first; nil where both hold the same value.
  static func compare(_ tape: Tape, _ root: UnsafeMutablePointer<json_t>)
    -> SecondOpinion.Opinion?
  {
    var work: [(node: Int, value: UnsafeMutablePointer<json_t>)] = [(0, root)]
    while let (node, value) = work.popLast() {
      let type = value.pointee.type
      switch tape.kind(node) {
      case .null where type == JSON_NULL, .true where type == JSON_TRUE,
        .false where type == JSON_FALSE:
        break
      case .string where type == JSON_STRING:
        guard sameString(tape, node, value) else { return differ(tape, node) }
      case .number where type == JSON_INTEGER:
        guard integer(tape.text(node)) == Int(json_integer_value(value)) else {
          return differ(tape, node)
        }
      case .number where type == JSON_REAL:
        let written = String(decoding: tape.text(node), as: UTF8.self)
        guard Double(written) == json_real_value(value) else { return differ(tape, node) }
      case .array where type == JSON_ARRAY:
        guard tape.count(of: node) == json_array_size(value) else { return differ(tape, node) }
        for (index, child) in tape.children(of: node).enumerated() {
          work.append((child, json_array_get(value, index)))
        }
      case .object where type == JSON_OBJECT:
        guard tape.count(of: node) == json_object_size(value) else { return differ(tape, node) }
        // Both keep the order of the text.
        var entry = json_object_iter(value)
        for key in tape.children(of: node) {
          guard let current = entry, sameKey(tape, key, current) else { return differ(tape, key) }
          work.append((key + 1, json_object_iter_value(current)))
          entry = json_object_iter_next(value, current)
        }
      default: return differ(tape, node)
      }
    }
    return nil
  }

  /// An integer by its digits; nil where it does not fit.
  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let isNegative = text.first == ASCII.minus
    var value = 0
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int(byte) - Int(ASCII.zero)
      let (next, beyond) =
        isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      if overflow || beyond { return nil }
      value = next
    }
    return value
  }

  private static func sameString(
    _ tape: Tape, _ node: Int, _ value: UnsafeMutablePointer<json_t>
  ) -> Bool {
    equals(tape, node, json_string_value(value), json_string_length(value))
  }

  private static func sameKey(_ tape: Tape, _ key: Int, _ entry: UnsafeMutableRawPointer) -> Bool {
    guard let name = json_object_iter_key(entry) else { return false }
    var length = 0
    while name[length] != 0 { length += 1 }
    return equals(tape, key, name, length)
  }

  private static func equals(
    _ tape: Tape, _ node: Int, _ bytes: UnsafePointer<CChar>?, _ count: Int
  ) -> Bool {
    guard let bytes else { return false }
    return bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      StringText.equals(tape, node, UnsafeBufferPointer(start: $0, count: count))
    }
  }

  private static func differ(_ tape: Tape, _ node: Int) -> SecondOpinion.Opinion {
    .disagrees("libjansson reads another value at byte \(tape[node].start)")
  }
}
