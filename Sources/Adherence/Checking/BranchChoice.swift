import JSONSchema
import JSONText

/// Which branch of anyOf or oneOf a value was meant for.
enum BranchChoice {
  /// There are no branches, or none is nearer than the others.
  case none
  /// No branch in particular, but what they want together, at the place of this violation, can
  /// be said.
  case expectation(Violation, String)
  /// Its violations tell best what is wrong.
  case branch(Int)

  init(_ violation: Violation) {
    let branches = violation.branches
    guard !branches.isEmpty, branches.allSatisfy({ !$0.isEmpty }) else {
      self = .none
      return
    }
    let path = violation.instancePath
    let distances = branches.map { branch in
      (branch.map { Self.distance($0, from: path) }.max() ?? .detail, branch.count)
    }
    let best = distances.min { $0 < $1 }!
    let nearest = distances.indices.filter { distances[$0] == best }
    switch best.0 {
    case .kind:
      // Every branch wants another type: the types say it all.
      let types = branches.map { $0.first { $0.keyword == "type" && $0.instancePath == path } }
      guard types.allSatisfy({ $0 != nil }) else {
        self = .none
        return
      }
      var names: [String] = []
      for type in types {
        let name = type!.message.hasPrefix("must be ") ? type!.message.dropFirst(8) : "valid"
        if !names.contains(String(name)) { names.append(String(name)) }
      }
      self = .expectation(violation, "must be " + names.joined(separator: " or "))
    case .discriminator where nearest.count > 1:
      self = Self.discriminator(nearest.map { branches[$0] })
    default: self = .branch(nearest[0])
    }
  }

  /// The values that the branches are told apart by, where it is one property that has none of
  /// them.
  private static func discriminator(_ branches: [[Violation]]) -> BranchChoice {
    let constants = branches.map { $0.first { ["const", "enum"].contains($0.keyword) } }
    guard let first = constants[0], branches.count <= 20,
      constants.allSatisfy({ $0?.instancePath == first.instancePath })
    else { return .none }
    let values = constants.map { violation -> String? in
      guard let params = try? JSONDocument(violation!.params) else { return nil }
      return params.withTape { tape in
        // Of a list, what stands between its brackets.
        if let list = tape.member("allowedValues", of: 0) {
          let items = tape.children(of: list)
          return items.map { SingleLine.shorten(tape.source($0), to: 60) }
            .joined(separator: " or ")
        }
        return tape.member("allowedValue", of: 0).map {
          SingleLine.shorten(tape.source($0), to: 60)
        }
      }
    }
    return .expectation(
      first, "must be " + values.compactMap { $0 }.joined(separator: " or "))
  }

  /// How much speaks against a branch, least first.
  private enum Distance: Int, Comparable {
    /// Something deeper inside, or a bound.
    case detail
    /// A property that has to be there is not.
    case shape
    /// A constant or a list of values that branches are told apart by.
    case discriminator
    /// Another type altogether.
    case kind

    static func < (a: Distance, b: Distance) -> Bool { a.rawValue < b.rawValue }
  }

  private static func distance(_ violation: Violation, from path: String) -> Distance {
    let isHere = violation.instancePath == path
    switch violation.keyword {
    case "type", "false schema": return isHere ? .kind : .detail
    case "const", "enum":
      let depth = violation.instancePath.utf8.dropFirst(path.utf8.count)
        .count { $0 == UInt8(ascii: "/") }
      return depth <= 1 ? .discriminator : .detail
    case "required", "additionalProperties", "unevaluatedProperties":
      return isHere ? .shape : .detail
    default: return .detail
    }
  }
}
