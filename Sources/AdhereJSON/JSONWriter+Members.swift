/// A key with its value, in one step:
///
///     writer.member("id", "a")        // "id":"a"
///     writer.array("span", of: [0, 4]) { $0.int($1) }
extension JSONWriter {
  public mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  /// - Parameter value: a string's UTF-8.
  public mutating func member(_ name: StaticString, _ value: [UInt8]) {
    key(name)
    string(value)
  }

  /// - Parameter value: a string's UTF-8.
  public mutating func member(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
    key(name)
    string(value)
  }

  public mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    int(value)
  }

  public mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// - Parameter raw: text that is JSON already.
  public mutating func member(_ name: StaticString, raw: [UInt8]) {
    key(name)
    self.raw(raw)
  }

  /// - Parameter raw: text that is JSON already.
  public mutating func member(_ name: StaticString, raw: UnsafeBufferPointer<UInt8>) {
    key(name)
    self.raw(raw)
  }

  @_disfavoredOverload
  public mutating func member(_ name: String, _ value: Int) {
    key(name)
    int(value)
  }

  @_disfavoredOverload
  public mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  @_disfavoredOverload
  public mutating func member(_ name: String, raw: UnsafeBufferPointer<UInt8>) {
    key(name)
    self.raw(raw)
  }

  /// A list of what `write` makes of each element.
  public mutating func array<Elements: Sequence>(
    _ name: StaticString, of elements: Elements,
    _ write: (inout JSONWriter, Elements.Element) throws -> Void
  ) rethrows {
    key(name)
    beginArray()
    for element in elements { try write(&self, element) }
    endArray()
  }
}
