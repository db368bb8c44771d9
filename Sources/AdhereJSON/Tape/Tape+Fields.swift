/// Reading members leniently: one of another kind than expected counts as absent.
extension Tape {
  /// A member that is there and not null.
  package func field(_ name: StaticString, of object: Int) -> Int? {
    guard let index = member(name, of: object), kind(index) != .null else { return nil }
    return index
  }

  /// What a string says; nil for anything else.
  package func string(_ index: Int?) -> String? {
    guard let index, kind(index) == .string else { return nil }
    return String(decoding: StringText.decode(self, index), as: UTF8.self)
  }

  /// What the key at an index says.
  package func name(_ key: Int) -> String {
    String(decoding: StringText.decode(self, key), as: UTF8.self)
  }

  /// What a member says that is a string; nil for anything else.
  package func string(_ name: StaticString, of object: Int) -> String? {
    string(field(name, of: object))
  }

  /// A string that is not empty.
  package func word(_ name: StaticString, of object: Int) -> String? {
    guard let text = string(name, of: object), !text.isEmpty else { return nil }
    return text
  }

  /// A string as it is, a number or another value as it is written.
  package func text(ofAny index: Int) -> String {
    string(index) ?? String(decoding: source(index), as: UTF8.self)
  }

  /// A whole number that fits, also one written as a string.
  package func integer(_ index: Int?) -> Int? {
    guard let index else { return nil }
    switch kind(index) {
    case .number, .string: return Int(String(decoding: text(index), as: UTF8.self))
    default: return nil
    }
  }

  /// A member that is a whole number that fits, also one written as a string.
  package func integer(_ name: StaticString, of object: Int) -> Int? {
    integer(field(name, of: object))
  }

  /// Whether the text of the key or string is exactly this, without escapes.
  @inlinable @inline(__always)
  package func isText(_ index: Int, _ name: StaticString) -> Bool {
    let text = text(index)
    guard text.count == name.utf8CodeUnitCount else { return false }
    let other = name.utf8Start
    for i in 0..<text.count where text[i] != other[i] { return false }
    return true
  }

  /// A value as it is written.
  package func bytes(_ index: Int) -> [UInt8] { Array(source(index)) }
}
