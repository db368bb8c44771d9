#if CLI
  import AdherePlatform
  import ArgumentParser

  /// `--color`: when output is coloured.
  enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// `auto` follows https://no-color.org: any value of NO_COLOR but an empty one switches colours
    /// off, and a terminal that calls itself dumb has none.
    func isOn(isTerminal: Bool) -> Bool {
      switch self {
      case .always: return true
      case .never: return false
      case .auto:
        guard isTerminal else { return false }
        if let none = getenv("NO_COLOR"), none.pointee != 0 { return false }
        if let kind = getenv("TERM"), String(cString: kind) == "dumb" { return false }
        return true
      }
    }
  }
#endif
