#if CLI
  import AdhereRepair

  /// Rules by what users type.
  enum RuleNames {
    static func rule(_ id: String, flag: String?) throws(CommandError) -> Rule {
      if let rule = Rule(id: id) { return rule }
      let place = flag.map { "\($0): " } ?? ""
      let ids = Rule.allCases.map(\.id)
      if let near = nearest(id, ids) {
        throw CommandError("\(place)there is no rule \"\(id)\"; did you mean \"\(near)\"?")
      }
      throw CommandError("\(place)there is no rule \"\(id)\"; adhere rules lists them")
    }

    /// The candidate that a slip of the fingers leads away from, or that `text` is a part of.
    static func nearest(_ text: String, _ candidates: [String]) -> String? {
      let wanted = Array(text.lowercased().map { $0 == "_" ? "-" : $0 })
      let measured = candidates.map { (distance(wanted, Array($0)), $0) }
      if let best = measured.min(by: { $0.0 < $1.0 }), best.0 <= max(1, wanted.count / 3) {
        return best.1
      }
      guard wanted.count >= 3 else { return nil }
      return candidates.first { contains(Array($0), wanted) }
    }

    /// Levenshtein's distance.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
      var row = Array(0...b.count)
      for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
          let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
          diagonal = row[j + 1]
          row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
        }
      }
      return row[b.count]
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
      guard part.count <= text.count else { return false }
      return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
    }
  }
#endif
