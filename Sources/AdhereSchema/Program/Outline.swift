internal import AdhereJSON

/// Which names a set of names does not hold: a bit for each hash of a name, so that a bit that is
/// missing says that the name is. Many branches are told by it from the one that is meant.
enum Outline {
  @inline(__always)
  static func bit(_ hash: UInt32) -> UInt64 { 1 &<< UInt64(hash &>> 26) }

  static func of(_ entries: [PropertyEntry]) -> UInt64 {
    entries.reduce(0) { $0 | bit($1.hash) }
  }
}

extension Evaluator {
  /// Branches of one choice from which on it pays to know the members' outline.
  static let outlinedBranches = 3

  /// Makes the outline of an object's members, for the branches that are tried on it.
  mutating func outline(_ node: Int) {
    if outlined == node { return }
    outlined = node
    outline = 0
    let end = Int(nodes[node].link)
    var key = node &+ 1
    while key < end {
      outline |= Outline.bit(nodes[key].link)
      let value = key &+ 1
      key = nodes[value].isContainer ? Int(nodes[value].link) : value &+ 1
    }
  }
}
