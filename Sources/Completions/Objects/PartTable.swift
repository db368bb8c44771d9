/// A value for each part of an answer.
///
/// Deltas come in runs that concern one part, so the last one is found without looking it up.
package struct PartTable<Value> {
  package private(set) var entries: [(part: StructuredParts.Part, value: Value)] = []
  private var numbers: [StructuredParts.Part: Int] = [:]
  private var last = 0

  package init() {}

  /// The value of a part; nil where it has none.
  package subscript(part: StructuredParts.Part) -> Value? {
    if last < entries.count, entries[last].part == part { return entries[last].value }
    return numbers[part].map { entries[$0].value }
  }

  /// Changes the value of a part in place, making it first where there is none.
  @inline(__always)
  package mutating func change<Result>(
    _ part: StructuredParts.Part, default value: @autoclosure () -> Value,
    _ body: (inout Value) -> Result
  ) -> Result {
    if last >= entries.count || entries[last].part != part { last = number(part, value) }
    return body(&entries[last].value)
  }

  @inline(never)
  private mutating func number(_ part: StructuredParts.Part, _ value: () -> Value) -> Int {
    if let known = numbers[part] { return known }
    numbers[part] = entries.count
    entries.append((part, value()))
    return entries.count - 1
  }
}

extension PartTable: Sendable where Value: Sendable {}
