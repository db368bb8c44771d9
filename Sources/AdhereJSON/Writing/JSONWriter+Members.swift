/// A key with its value, in one step:
///
///     writer.member("id", "a")        // "id":"a"
///     writer.array("span", of: [0, 4]) { $0.int($1) }
extension JSONWriter {
  /// A member that is a string.
  public mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  /// A member that is a string.
  ///
  /// - Parameters:
  ///   - name: free of characters that need an escape.
  ///   - value: the string's UTF-8.
  public mutating func member(_ name: StaticString, _ value: [UInt8]) {
    key(name)
    string(value)
  }

  /// A member that is a string.
  ///
  /// - Parameters:
  ///   - name: free of characters that need an escape.
  ///   - value: the string's UTF-8.
  public mutating func member(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
    key(name)
    string(value)
  }

  /// A member that is a whole number.
  public mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    int(value)
  }

  /// A member that is `true` or `false`.
  public mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A member of any kind.
  ///
  /// - Parameters:
  ///   - name: free of characters that need an escape.
  ///   - raw: text that is JSON already.
  public mutating func member(_ name: StaticString, raw: [UInt8]) {
    key(name)
    self.raw(raw)
  }

  /// A member of any kind.
  ///
  /// - Parameters:
  ///   - name: free of characters that need an escape.
  ///   - raw: text that is JSON already.
  public mutating func member(_ name: StaticString, raw: UnsafeBufferPointer<UInt8>) {
    key(name)
    self.raw(raw)
  }

  /// A member that is a whole number, under a name that may need escapes.
  @_disfavoredOverload
  public mutating func member(_ name: String, _ value: Int) {
    key(name)
    int(value)
  }

  /// A member that is a string, under a name that may need escapes.
  @_disfavoredOverload
  public mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// A member under a name that may need escapes.
  ///
  /// - Parameters:
  ///   - name: written with the escapes it needs.
  ///   - raw: text that is JSON already.
  @_disfavoredOverload
  public mutating func member(_ name: String, raw: UnsafeBufferPointer<UInt8>) {
    key(name)
    self.raw(raw)
  }

  /// A member that is a list of what `write` makes of each element.
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
