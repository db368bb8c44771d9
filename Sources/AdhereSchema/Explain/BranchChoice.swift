internal import AdhereJSON

/// Which branch of anyOf or oneOf a value was meant for.
enum BranchChoice {
  /// Where every branch fails by the type of the value itself: the types they ask for.
  static func types(_ violation: Violation) -> [String]? {
    var names: [String] = []
    for branch in violation.branches {
      guard
        let type = branch.first(where: {
          $0.keyword == "type" && $0.instancePath == violation.instancePath
        }), let name = type.expectedTypes
      else { return nil }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Where every branch asks for other constants of one member, and the value has none of them: what
  /// the branches have against it.
  static func discriminated(_ violation: Violation) -> [Violation]? {
    var found: [Violation] = []
    var path: String?
    for branch in violation.branches {
      guard
        let constant = branch.first(where: {
          ($0.keyword == "const" || $0.keyword == "enum")
            && $0.instancePath != violation.instancePath
            && (path == nil || $0.instancePath == path)
        })
      else { return nil }
      path = constant.instancePath
      found.append(constant)
    }
    return found.count > 1 ? found : nil
  }

  /// The branch with the least against it. A branch whose discriminating constant or type the
  /// value contradicts was not meant; among the others the one that lacks least was.
  static func meant(_ violation: Violation, _ tape: Tape) -> Int {
    var best = 0
    var bestCost = Int.max
    for (i, branch) in violation.branches.enumerated() where !branch.isEmpty {
      let cost = branch.reduce(0) { $0 + weight($1, violation, 0) }
      if cost < bestCost {
        best = i
        bestCost = cost
      }
    }
    return best
  }

  private static func weight(_ violation: Violation, _ outer: Violation, _ depth: Int) -> Int {
    let isHere = violation.instancePath == outer.instancePath
    let isMember =
      !isHere && !violation.instancePath.dropFirst(outer.instancePath.utf8.count + 1).contains("/")
    switch violation.keyword {
    case "type": return isHere ? 10_000 : isMember ? 30 : 10
    case "const": return isHere ? 5_000 : isMember ? 1_000 : 100
    case "enum": return isHere ? 2_000 : isMember ? 500 : 50
    case "false schema", "not": return 300
    case "required": return isHere ? 100 : 20
    case "additionalProperties", "unevaluatedProperties": return isHere ? 60 : 20
    default:
      guard !violation.branches.isEmpty, depth < 8 else { return 10 }
      let costs = violation.branches.map { branch in
        branch.reduce(0) { $0 + weight($1, outer, depth + 1) }
      }
      return min(costs.min() ?? 10, 5_000)
    }
  }
}
