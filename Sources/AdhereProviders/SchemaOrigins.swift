internal import AdhereJSON

/// Where the schemas of a tree stood in the original, and which of them end a recursion: also of
/// those that were copied to another place.
final class SchemaOrigins {
  /// The original, in which references are followed whatever has been rewritten.
  let original: SchemaNode
  private var pointers: [ObjectIdentifier: JSONPointer] = [:]
  private var recursive: Set<ObjectIdentifier> = []
  private var loops: [ObjectIdentifier: Bool] = [:]
  /// Everything that was copied, so that no identity is given out twice.
  private var held: [SchemaNode] = []
  private var copied = 0

  /// Most values that are copied.
  private static let maximumCopied = 50_000

  init(_ root: SchemaNode, findsRecursion: Bool) {
    original = root.copy()
    if findsRecursion {
      recursive = root.recursiveReferences().union(original.recursiveReferences())
    }
    for tree in [root, original] {
      var work = [(tree, JSONPointer())]
      while let (node, pointer) = work.popLast() {
        pointers[ObjectIdentifier(node)] = pointer
        for inner in node.subschemas {
          work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens)))
        }
      }
    }
    held = [root, original]
  }

  /// Where a schema stood in the original; nil for what was added.
  func place(_ node: SchemaNode) -> JSONPointer? { pointers[ObjectIdentifier(node)] }

  /// Whether the reference of a schema leads back to where it comes from.
  func endsRecursion(_ node: SchemaNode) -> Bool { recursive.contains(ObjectIdentifier(node)) }

  func copy(_ node: SchemaNode) -> SchemaNode {
    let made = node.copy()
    held.append(made)
    var work = [(node, made)]
    while let (old, new) = work.popLast() {
      copied += 1
      pointers[ObjectIdentifier(new)] = pointers[ObjectIdentifier(old)]
      if recursive.contains(ObjectIdentifier(old)) { recursive.insert(ObjectIdentifier(new)) }
      work += zip(old.items, new.items)
      work += zip(old.members.map(\.value), new.members.map(\.value))
    }
    return made
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
    guard copied < SchemaOrigins.maximumCopied, !endsRecursion(node),
      let target = node["$ref"]?.text.flatMap({ original.resolve($0) }), !loops(target)
    else { return nil }
    return copy(target)
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
