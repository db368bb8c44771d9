#if CLI
  import AdherePlatform

  /// The terminal that text is written to, or what is assumed where there is none.
  struct Screen {
    /// In characters.
    var width: Int
    var hasColours: Bool

    static func standardOutput() -> Screen {
      var size = winsize()
      let isTerminal = isatty(1) == 1
      if isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 {
        return Screen(width: Int(size.ws_col), hasColours: getenv("NO_COLOR") == nil)
      }
      return Screen(width: 100, hasColours: false)
    }
  }
#endif
