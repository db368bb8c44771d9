/// The variables of a program text that stand for one literal value: assigned once, in a line of
/// their own, and never touched but to be passed on.
struct Variables {
  /// A value as JSON, and where its assignment ends.
  struct Value {
    var json: [UInt8]
    var end: Int
  }

  private var values: [[UInt8]: Value] = [:]
  /// Names that take more than one value, or one that only running the program would tell.
  private var spoiled: Set<[UInt8]> = []

  /// Notes an assignment; a name that is assigned twice stands for nothing.
  mutating func assign(_ name: [UInt8], _ value: Value) {
    values[name] = value
  }

  var isEmpty: Bool { values.isEmpty }

  func isAssigned(_ name: [UInt8]) -> Bool { values[name] != nil }

  /// Whether the value is a list or an object: one that can be changed where it is.
  func isContainer(_ name: [UInt8]) -> Bool {
    values[name].map { $0.json.first == UInt8(ascii: "[") || $0.json.first == UInt8(ascii: "{") }
      ?? false
  }

  mutating func spoil(_ name: [UInt8]) { spoiled.insert(name) }

  /// The value of the word at `start..<stop`, if it was assigned before.
  func value(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) -> [UInt8]? {
    let name = Array(UnsafeBufferPointer(start: text + start, count: stop - start))
    guard let value = values[name], value.end <= start, !spoiled.contains(name) else { return nil }
    return value.json
  }
}
