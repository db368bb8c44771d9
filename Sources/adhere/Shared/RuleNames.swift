#if CLI
  import AdhereRepair

  /// Repair rules by the ids that users type.
  enum RuleNames {
    /// - Parameter flag: the flag that the id was given to, for the error.
    static func rule(_ id: String, flag: String?) throws(CommandError) -> Rule {
      if let rule = Rule(id: id) { return rule }
      let place = flag.map { "\($0): " } ?? ""
      if let near = NearestName.of(id, among: Rule.allCases.map(\.id)) {
        throw CommandError("\(place)there is no rule \"\(id)\"; did you mean \"\(near)\"?")
      }
      throw CommandError("\(place)there is no rule \"\(id)\"; adhere rules lists them")
    }

    /// The rules of a flag that may be repeated and takes several ids with commas.
    static func rules(_ lists: [String], flag: String) throws(CommandError) -> [Rule] {
      var rules: [Rule] = []
      for id in lists.flatMap({ $0.split(separator: ",") }) {
        rules.append(try rule(String(id), flag: flag))
      }
      return rules
    }
  }
#endif
