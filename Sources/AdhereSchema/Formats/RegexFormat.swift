internal import AdherePattern

extension Format {
  /// A regular expression of ECMA-262, in the grammar of the `u` flag.
  static func isRegex(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    ECMARegex.isValid(Array(text))
  }
}
