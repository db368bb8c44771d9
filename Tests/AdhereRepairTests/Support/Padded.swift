import AdhereJSON

/// Runs `body` with the bytes of a text, followed by what readers may look at behind it.
func withPadded<Result>(
  _ text: String, _ body: (UnsafePointer<UInt8>, Int) throws -> Result
) rethrows -> Result {
  let bytes = Array(text.utf8)
  let padded = bytes + [UInt8](repeating: 0, count: TapeParser.padding)
  return try padded.withUnsafeBufferPointer { try body($0.baseAddress!, bytes.count) }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension [UInt8] {
  /// As text; bytes that are not UTF-8 show as U+FFFD.
  var string: String { String(decoding: self, as: UTF8.self) }
}
