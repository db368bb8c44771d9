#if Store
  import AdhereJudging
  import AdhereTallies

  extension Series {
    /// Surface and form as one text: most outputs have no form, and a store made before there were
    /// any is one of today.
    var storedSurface: String { form.isEmpty ? surface.rawValue : "\(surface.rawValue)/\(form)" }

    /// The parts of such a text; nil where it has no surface.
    static func surface(stored text: String) -> (Contract.Surface, form: String)? {
      let parts = text.split(separator: "/", maxSplits: 1)
      guard let first = parts.first, let surface = Contract.Surface(rawValue: String(first)) else {
        return nil
      }
      return (surface, parts.count > 1 ? String(parts[1]) : "")
    }
  }
#endif
