internal import AdhereJSON

/// The way from any node of a document up to its root, made in one walk: pointers to many places
/// of a large schema must not each search the schema from its beginning.
struct PointerIndex {
  private let tape: Tape
  /// Of each value: the container, and its place there (a key node or a position).
  private var parents: [UInt32]
  private var places: [UInt32]

  init(_ tape: Tape) {
    self.tape = tape
    parents = [UInt32](repeating: 0, count: tape.count)
    places = [UInt32](repeating: 0, count: tape.count)
    for node in 0..<tape.count where tape.kind(node) == .object || tape.kind(node) == .array {
      let isObject = tape.kind(node) == .object
      for (position, child) in tape.children(of: node).enumerated() {
        let value = isObject ? child + 1 : child
        parents[value] = UInt32(node)
        places[value] = UInt32(isObject ? child : position)
      }
    }
  }

  /// JSON Pointer from `root` to the value at `node` in it.
  func pointer(from root: Int, to node: Int) -> [UInt8] {
    var way: [Int] = []
    var current = node
    while current != root, current != 0 {
      way.append(current)
      current = Int(parents[current])
    }
    var out: [UInt8] = []
    for value in way.reversed() {
      let place = Int(places[value])
      if tape.kind(Int(parents[value])) == .object {
        PointerText.append(tape, key: place, to: &out)
      } else {
        PointerText.append(position: place, to: &out)
      }
    }
    return out
  }
}
