import AdhereJSON

/// The innermost value around each place of a text, as pointers: walks a tape once, from place to
/// place. Pointers are written only where they are wanted, and kept as long as the walk stays
/// in the same value. Every repair carries its pointer, so the length of pointers is bounded:
/// thousands of repairs below a key of thousands of bytes would be an account of megabytes.
struct PointerWalk {
  /// A container the walk is in, and its child that began last.
  private struct Level {
    var container: Int
    /// Node of the child's key; nil in a list.
    var key: Int?
    /// Number of the child in a list, from 0; nil before the first.
    var index: Int?
    /// Where that child ends; nil before the first.
    var childEnd: Int?
    /// Pointers to the container and to that child, once they were needed; nil inside where
    /// they are too long.
    var path: String??
    var childPath: String??
  }

  let tape: Tape
  private var node = 0
  private var levels: [Level] = []

  init(_ tape: Tape) { self.tape = tape }

  /// - Precondition: places come in ascending order.
  mutating func pointer(at place: Int) -> String? {
    while node < tape.count, tape.span(node).lowerBound <= place { enter() }
    while let last = levels.last, tape.span(last.container).upperBound < place {
      levels.removeLast()
    }
    guard node > 0, place <= tape.span(0).upperBound else { return nil }
    guard let last = levels.last else { return "" }
    let top = levels.count - 1
    return last.childEnd.map { $0 >= place } ?? false ? childPath(top) : path(top)
  }

  /// Longer pointers are left out, in bytes.
  static let longest = 1_000

  private mutating func path(_ level: Int) -> String? {
    if let known = levels[level].path { return known }
    let path = level == 0 ? "" : childPath(level - 1)
    levels[level].path = .some(path)
    return path
  }

  private mutating func childPath(_ level: Int) -> String? {
    if let known = levels[level].childPath { return known }
    let path = makeChildPath(level)
    levels[level].childPath = .some(path)
    return path
  }

  private mutating func makeChildPath(_ level: Int) -> String? {
    let (key, index) = (levels[level].key, levels[level].index)
    guard let path = path(level), key.map({ tape.span($0).count <= PointerWalk.longest }) ?? true
    else { return nil }
    let token =
      key.map { String(decoding: StringText.decode(tape, $0), as: UTF8.self) }
      ?? String(index ?? 0)
    let whole = path + JSONPointer(tokens: [token]).description
    return whole.utf8.count <= PointerWalk.longest ? whole : nil
  }

  private mutating func enter() {
    while let last = levels.last, node >= tape.next(after: last.container) { levels.removeLast() }
    if let last = levels.indices.last {
      if tape.kind(node) == .key {
        levels[last].key = node
        levels[last].childEnd = tape.span(node + 1).upperBound
        levels[last].childPath = nil
      } else if tape.kind(levels[last].container) == .array {
        levels[last].index = levels[last].index.map { $0 + 1 } ?? 0
        levels[last].childEnd = tape.span(node).upperBound
        levels[last].childPath = nil
      }
    }
    if tape[node].isContainer { levels.append(Level(container: node)) }
    node += 1
  }
}
