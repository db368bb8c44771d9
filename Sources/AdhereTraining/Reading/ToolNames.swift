import AdhereBytes

/// Names that every API takes: 1 to 64 of letters, digits, `_` and `-`.
enum ToolNames {
  static func isLegal(_ name: [UInt8]) -> Bool {
    (1...64).contains(name.count) && name.allSatisfy(isLegal)
  }

  private static func isLegal(_ byte: UInt8) -> Bool { byte.isWord || byte == ASCII.minus }

  /// The name with other characters replaced by `_`, cut to 64.
  static func legal(_ name: [UInt8]) -> [UInt8] {
    let mapped = name.prefix(64).map { isLegal($0) ? $0 : ASCII.underscore }
    return mapped.isEmpty ? [ASCII.underscore] : mapped
  }
}
