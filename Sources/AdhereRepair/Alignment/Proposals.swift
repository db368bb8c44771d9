import AdhereSchema
import AdhereJSON

/// The changes that one round of violations asks for.
final class Proposals {
  let tape: Tape
  let policy: Policy
  private var proposed: [Int: [Change]] = [:]
  private var drops: [Int: Rule] = [:]
  private let common: Common
  private var parents: Parents { common.parents }
  /// Which key was given a name, so that no two of one object get the same.
  private var renames: [RenameTarget: Int] = [:]

  private struct RenameTarget: Hashable {
    var object: Int
    var name: [UInt8]
  }

  /// The key node that a change of spelling replaces.
  private func key(at change: Change) -> Int {
    var low = 0
    var high = tape.count
    while low < high {
      let middle = (low + high) / 2
      if tape.span(middle).lowerBound < change.start { low = middle + 1 } else { high = middle }
    }
    return min(low, tape.count - 1)
  }

  /// The values that are judged: nothing around them is touched.
  private let roots: Set<Int>

  convenience init(_ tape: Tape, _ policy: Policy, roots: Set<Int>) {
    self.init(tape, policy, roots: roots, Common(tape))
  }

  private init(_ tape: Tape, _ policy: Policy, roots: Set<Int>, _ common: Common) {
    self.tape = tape
    self.policy = policy
    self.roots = roots
    self.common = common
  }

  /// What is read of a text once, however many violations and branches it has.
  private final class Common {
    let tape: Tape
    private(set) lazy var parents = Parents(tape)
    private var keys: [Int: (declared: [[UInt8]], keys: ObjectKeys)] = [:]

    init(_ tape: Tape) { self.tape = tape }

    func keys(of object: Int, declared: [[UInt8]]) -> ObjectKeys {
      if let known = keys[object], known.declared == declared { return known.keys }
      let found = ObjectKeys(tape, object, declared: declared)
      keys[object] = (declared, found)
      return found
    }
  }

  private func keys(_ object: Int, _ violation: Violation) -> ObjectKeys {
    common.keys(of: object, declared: violation.declaredProperties)
  }

  /// Finds changes that would end the violation, if a permitted rule knows one.
  @discardableResult
  func add(_ violation: Violation) -> Bool {
    let node = violation.instanceNode
    if proposed[node] != nil || drops[node] != nil { return true }
    switch violation.keyword {
    case "type":
      let wanted = violation.wantedTypes
      if propose(node, TypeCoercion.changes(tape, node, wanted, violation)) { return true }
      if wanted.contains("boolean"), propose(node, WordToBoolean.changes(tape, node)) {
        return true
      }
      if wanted.contains("object"), propose(node, WrapValue.changes(tape, node, violation)) {
        return true
      }
      if policy.permits(.valueInText),
        propose(node, ValueInText.changes(tape, node, wanted: wanted))
      {
        return true
      }
      return addDrop(of: violation)
    case "enum", "const":
      if propose(node, EnumSpelling.changes(tape, node, violation)) { return true }
      if propose(
        node, SplitList.changes(tape, node, parent: parents.of(node), violation))
      {
        return true
      }
      if policy.permits(.valueInText),
        propose(node, ValueInText.changes(tape, node, allowed: violation.allowedValues))
      {
        return true
      }
      return addDrop(of: violation)
    case "required":
      guard tape.kind(node) == .object else { return addDrop(of: violation) }
      let keys = keys(node, violation)
      return propose(node, KeySpelling.rename(keys, violation))
        || propose(node, UnwrapKey.changes(tape, node, violation))
        || propose(node, WrapValue.changes(tape, object: node, violation))
        || propose(node, PlaceholderKey.rename(tape, node, violation))
        || policy.permits(.keySlip) && propose(node, KeySpelling.slip(keys, violation))
        || propose(node, FillDefault.changes(tape, node, violation))
        || addDrop(of: violation)
    case "additionalProperties", "unevaluatedProperties":
      return addUnknownKey(violation)
    case "anyOf", "oneOf":
      return addBranch(of: violation) || addDrop(of: violation)
    default:
      return addDrop(of: violation)
    }
  }

  private func propose(_ node: Int, _ changes: [Change]?) -> Bool {
    guard let changes, !changes.isEmpty, policy.permits(Changes.rules(changes)) else {
      return false
    }
    for change in changes where change.rule == .keySpelling || change.rule == .keySlip {
      // Two keys that mean one property: neither does for sure.
      let target = RenameTarget(object: parents.of(key(at: change)), name: change.text.array)
      if let other = renames[target], other != change.start { return false }
      renames[target] = change.start
    }
    proposed[node] = changes
    return true
  }

  // MARK: - Members

  /// A key the schema has no place for.
  private func addUnknownKey(_ violation: Violation) -> Bool {
    let key = violation.instanceNode
    let object = parents.of(key)
    if tape.kind(key) == .key, tape.kind(object) == .object,
      propose(key, KeySpelling.rename(keys(object, violation), key: key, violation))
    {
      return true
    }
    if tape.kind(object) == .object, propose(object, UnwrapKey.changes(tape, object, violation)) {
      return true
    }
    guard policy.permits(.dropUnknown) else { return false }
    drops[key] = .dropUnknown
    return true
  }

  /// A member that does not conform and is not required: null says nothing, and anything else
  /// may be dropped by a policy.
  private func addDrop(of violation: Violation) -> Bool {
    let node = violation.instanceNode
    guard node > 0, tape.kind(node - 1) == .key, violation.isOptionalMember(named: name(node - 1))
    else { return addItemDrop(node) }
    if tape.kind(node) == .null, policy.permits(.dropNull) {
      drops[node - 1] = .dropNull
      return true
    }
    guard policy.permits(.dropInvalidOptional) else { return false }
    drops[node - 1] = .dropInvalidOptional
    return true
  }

  /// The innermost list element that the value is, or lies in.
  private func addItemDrop(_ node: Int) -> Bool {
    guard policy.permits(.dropInvalidItem) else { return false }
    var node = node
    while node > 0, !roots.contains(node) {
      let parent = parents.of(node)
      if tape.kind(parent) == .array {
        drops[node] = .dropInvalidItem
        return true
      }
      node = parent
    }
    return false
  }

  private func name(_ key: Int) -> [UInt8] { StringText.decode(tape, key) }

  // MARK: - Unions

  /// The branch that needs the cheapest changes, if all its violations have some.
  private func addBranch(of violation: Violation) -> Bool {
    var best: (cost: Int, proposals: Proposals)?
    for branch in violation.branches {
      let trial = Proposals(tape, policy, roots: roots, common)
      guard !branch.isEmpty, branch.allSatisfy({ trial.add($0) }) else { continue }
      let cost = trial.cost
      if best == nil || cost < best!.cost { best = (cost, trial) }
    }
    guard let best, !mayBeMember(violation, best.proposals) else { return false }
    proposed.merge(best.proposals.proposed) { first, _ in first }
    drops.merge(best.proposals.drops) { first, _ in first }
    return true
  }

  /// Whether a value that is made a list of may as well be the only member of an object that
  /// another branch wants.
  private func mayBeMember(_ violation: Violation, _ best: Proposals) -> Bool {
    let node = violation.instanceNode
    guard best.proposed[node]?.first?.rule == .scalarToList, !tape[node].isContainer else {
      return false
    }
    return violation.branches.contains { branch in
      branch.contains {
        $0.instanceNode == node && $0.keyword == "type" && $0.wantedTypes.contains("object")
          && $0.declaredProperties.count == 1
      }
    }
  }

  /// Bytes touched, with a weight on making lists and dropping members, which change more.
  private var cost: Int {
    var total = drops.count * 100
    for changes in proposed.values {
      for change in changes {
        total += change.text.count + change.end - change.start
        if change.rule == .scalarToList || change.rule == .listToScalar { total += 20 }
      }
    }
    return total
  }

  // MARK: - Result

  /// All proposals, in the order of the text. Where one lies inside another's bytes, the
  /// outer one is made and the inner waits for the next round.
  func changes() -> [Change] {
    var all = proposed.values.flatMap { $0 } + droppedMembers()
    all.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var out: [Change] = []
    for change in all {
      if let last = out.last, change.start < last.end {
        if change.end <= last.end { continue }
        return out
      }
      out.append(change)
    }
    return out
  }

  /// Whether a list would lose all its elements: then it is the list that is wrong, and nothing of
  /// it is an answer.
  private func isEmptied(_ container: Int) -> Bool {
    tape.kind(container) == .array
      && tape.children(of: container).allSatisfy { drops[$0] == .dropInvalidItem }
  }

  private func droppedMembers() -> [Change] {
    let containers = Set(drops.keys.map { parents.of($0) }).filter { !isEmptied($0) }
    return containers.flatMap { DroppedMembers.changes(tape, in: $0) { drops[$0] } }
  }
}
