#if CLI
  /// Bytes as text in which every control character can be seen: one of C0 as its picture, so that
  /// a line end and the escape `\\n` look different, others as escapes.
  enum VisibleText {
    /// A line end.
    static let lineEnd = "\u{240A}"

    static func of(_ bytes: some Sequence<UInt8>) -> String {
      var out = ""
      for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
        switch scalar.value {
        case 0..<0x20: out.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value)!)
        case 0x7F: out += "\u{2421}"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return TerminalText.escaped(out)
    }
  }
#endif
