/// A value for each part of an answer.
///
/// Deltas come in runs that concern one part, so the last one is found without looking it up.
@frozen @usableFromInline
package struct PartTable<Value> {
  @usableFromInline package typealias Entry = (part: StructuredParts.Part, value: Value)
  @usableFromInline package internal(set) var entries: [Entry] = []
  @usableFromInline var numbers: [StructuredParts.Part: Int] = [:]
  @usableFromInline var last = 0

  @inlinable package init() {}

  /// The value of a part; nil where it has none.
  @inlinable package subscript(part: StructuredParts.Part) -> Value? {
    if last < entries.count, entries[last].part == part { return entries[last].value }
    return numbers[part].map { entries[$0].value }
  }

  /// Changes the value of a part in place, making it first where there is none.
  @inlinable @inline(__always)
  package mutating func change<Result>(
    _ part: StructuredParts.Part, default value: @autoclosure () -> Value,
    _ body: (inout Value) -> Result
  ) -> Result {
    if last >= entries.count || entries[last].part != part { last = number(part, value) }
    return body(&entries[last].value)
  }

  @usableFromInline
  mutating func number(_ part: StructuredParts.Part, _ value: () -> Value) -> Int {
    if let known = numbers[part] { return known }
    numbers[part] = entries.count
    entries.append((part, value()))
    return entries.count - 1
  }
}

extension PartTable: Sendable where Value: Sendable {}
