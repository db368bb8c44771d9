internal import AdhereJSON

/// Where the schemas of a tree stood in the original, and which of them end a recursion: also of
/// those that were copied to another place.
final class SchemaOrigins {
  /// The original, in which references are followed whatever has been rewritten.
  let original: SchemaNode
  private var pointers: [ObjectIdentifier: JSONPointer] = [:]
  private var recursive: Set<ObjectIdentifier> = []
  private var loops: [ObjectIdentifier: Bool] = [:]
  /// All that has a place, so that no identity is given out twice.
  private var held: [SchemaNode] = []
  private var copied = 0

  /// Most values that are copied.
  private static let maximumCopied = 50_000

  /// Too much was copied already for anything more to be written in another place.
  var isFull: Bool { copied >= SchemaOrigins.maximumCopied }

  init(_ root: SchemaNode, _ update: SchemaUpdate, findsRecursion: Bool) {
    original = root.copy()
    if findsRecursion {
      recursive = root.recursiveReferences().union(original.recursiveReferences())
    }
    pointers = update.places
    held = update.held + [root, original]
    trace(root, original)
  }

  /// Where a schema stood in the original; nil for what was added.
  func place(_ node: SchemaNode) -> JSONPointer? { pointers[ObjectIdentifier(node)] }

  /// Whether the reference of a schema leads back to where it comes from.
  func endsRecursion(_ node: SchemaNode) -> Bool { recursive.contains(ObjectIdentifier(node)) }

  func copy(_ node: SchemaNode) -> SchemaNode {
    let made = node.copy()
    held.append(made)
    copied += trace(node, made)
    return made
  }

  /// A copy stands where what it is a copy of stood.
  ///
  /// - Returns: the number of values.
  @discardableResult
  private func trace(_ old: SchemaNode, _ new: SchemaNode) -> Int {
    var count = 0
    var work = [(old, new)]
    while let (old, new) = work.popLast() {
      count += 1
      if let pointer = pointers[ObjectIdentifier(old)] {
        pointers[ObjectIdentifier(new)] = pointer
        held.append(new)
      }
      if recursive.contains(ObjectIdentifier(old)) { recursive.insert(ObjectIdentifier(new)) }
      work += zip(old.items, new.items)
      work += zip(old.members.map(\.value), new.members.map(\.value))
    }
    return count
  }

  /// What is written in the place of a schema stands where that stood.
  func inherit(_ new: SchemaNode, from old: SchemaNode) -> SchemaNode {
    held.append(new)
    pointers[ObjectIdentifier(new)] = pointers[ObjectIdentifier(old)]
    if new["$ref"]?.compact == old["$ref"]?.compact, endsRecursion(old) {
      recursive.insert(ObjectIdentifier(new))
    }
    return new
  }

  /// A copy of what a reference leads to; nil where it leads nowhere, into itself, or where too much
  /// would be copied.
  func target(of node: SchemaNode) -> SchemaNode? {
    guard !isFull, !endsRecursion(node),
      let target = node["$ref"]?.text.flatMap({ original.resolve($0) }), !loops(target)
    else { return nil }
    let made = copy(target)
    // Definitions stay where they are, and may lead back to where they would be copied to.
    var work = [made]
    while let node = work.popLast() {
      for keyword in SchemaNode.definitions where node[keyword] != nil { node.remove(keyword) }
      work += node.subschemas.map(\.node)
    }
    return made
  }

  /// Whether a schema of the original is part of itself.
  private func loops(_ start: SchemaNode) -> Bool {
    if let known = loops[ObjectIdentifier(start)] { return known }
    var seen: Set<ObjectIdentifier> = []
    var work = [start]
    var found = false
    while let node = work.popLast(), !found {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if let target = node["$ref"]?.text.flatMap({ original.resolve($0) }) {
        found = target === start || seen.count > 10_000
        work.append(target)
      }
      for inner in node.subschemas where !SchemaNode.definitions.contains(inner.keyword) {
        if inner.node === start { found = true }
        work.append(inner.node)
      }
    }
    loops[ObjectIdentifier(start)] = found
    return found
  }
}
