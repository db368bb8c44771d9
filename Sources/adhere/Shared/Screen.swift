#if CLI
  import AdherePlatform

  /// The terminal that text is written to, or what is assumed where there is none.
  struct Screen {
    /// What a stretch of text is, which decides its colour.
    enum Style: String {
      case bold = "1"
      case faint = "2"
      case removed = "31"
      case added = "32"
      case against = "33"
    }

    /// In characters.
    var width: Int
    var hasColours: Bool

    static func standardOutput(_ colours: ColourChoice = .auto) -> Screen {
      var size = winsize()
      let isTerminal = isatty(1) == 1
      var screen = Screen(width: 100, hasColours: colours.isOn(isTerminal: isTerminal))
      if isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 {
        screen.width = Int(size.ws_col)
      }
      return screen
    }

    /// The text in its colour, where there are colours.
    func paint(_ text: String, _ style: Style) -> String {
      guard hasColours, !text.isEmpty else { return text }
      return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }
  }
#endif
