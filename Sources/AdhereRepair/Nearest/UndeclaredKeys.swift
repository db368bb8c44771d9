import AdhereSchema
import AdhereJSON

/// Keys that a schema does not declare beside keys that it does: a sign that a reading took
/// something else for a key. An object of which no key is declared is free in its keys.
final class UndeclaredKeys {
  /// Names under every `properties` of a schema, by the node of the schema in its document.
  private var declared: [Int: Set<[UInt8]>] = [:]

  /// How many keys of the value at `node` are nowhere declared by the schema, though others of
  /// their object are.
  func count(_ tape: Tape, at node: Int, _ schema: CompiledSchema) -> Int {
    let names = names(of: schema)
    guard !names.isEmpty else { return 0 }
    var count = 0
    for object in node..<tape.next(after: node) where tape.kind(object) == .object {
      var declared = 0
      var others = 0
      for key in tape.children(of: object) {
        if names.contains(StringText.decode(tape, key)) { declared += 1 } else { others += 1 }
      }
      if declared > 0 { count += others }
    }
    return count
  }

  private func names(of schema: CompiledSchema) -> Set<[UInt8]> {
    if let known = declared[schema.root] { return known }
    var names: Set<[UInt8]> = []
    schema.document.withTape { tape in
      var i = schema.root
      let end = tape.next(after: i)
      while i < end {
        if tape.kind(i) == .key, tape.kind(i + 1) == .object,
          tape.text(i).elementsEqual("properties".utf8)
        {
          for key in tape.children(of: i + 1) { names.insert(StringText.decode(tape, key)) }
        }
        i += 1
      }
    }
    declared[schema.root] = names
    return names
  }
}
