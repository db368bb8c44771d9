/// Names of marks, which say what the marks are for.
enum MarkName {
  /// Whether the stretch holds the word, which is in lower case; without regard to case.
  static func holds(
    _ word: StaticString, _ text: UnsafePointer<UInt8>, _ stretch: Range<Int>
  ) -> Bool {
    word.withUTF8Buffer { word in
      stretch.count >= word.count
        && (stretch.lowerBound...stretch.upperBound - word.count).contains { i in
          word.indices.allSatisfy { text[i + $0] | 0x20 == word[$0] }
        }
    }
  }
}
