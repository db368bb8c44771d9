internal import AdhereJSON

/// Whether values that have no meaning to us hold anything.
extension Tape {
  /// Neither null, false nor empty.
  func holdsSomething(_ node: Int) -> Bool {
    switch kind(node) {
    case .null, .false: false
    case .string: !text(node).isEmpty
    case .array, .object: count(of: node) > 0
    default: true
    }
  }

  /// A string, a list or an object, and not empty: numbers and marks are no answer of a model.
  func holdsText(_ node: Int) -> Bool {
    switch kind(node) {
    case .string: !text(node).isEmpty
    case .array, .object: count(of: node) > 0
    default: false
    }
  }

  /// The first member of an object that holds something and is none of these; nil where there is none.
  func unreadMember(of object: Int, besides known: [String]) -> String? {
    guard kind(object) == .object else { return nil }
    for key in children(of: object) where holdsText(key + 1) {
      let name = name(key)
      if !known.contains(name) { return "'\(name)'" }
    }
    return nil
  }

  /// Whether two objects of a list have the same `index`.
  func repeatsIndexes(_ list: Int) -> Bool {
    var seen: Set<Int> = []
    for child in children(of: list) where kind(child) == .object {
      if let number = integer("index", of: child), !seen.insert(number).inserted { return true }
    }
    return false
  }
}
