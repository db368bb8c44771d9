/// Quotes put around a bare word.
enum QuotedWord {
  /// Whether an opening and a closing quote were put in with no quote between them: that makes a
  /// text of a word, which may be a variable, and is no mending of marks.
  static func isAmong(_ edits: [Change], _ raw: [UInt8]) -> Bool {
    var opened: Int?
    for edit in edits {
      if edit.rule == .missingStartQuote {
        opened = edit.end
      } else if edit.rule == .missingEndQuote || edit.rule == .closeTruncated,
        let start = opened, start <= edit.start
      {
        return !raw[start..<edit.start].contains {
          $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
        }
      }
    }
    return false
  }
}
