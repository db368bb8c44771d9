internal import AdhereJSON

extension KeywordShape {
  static let propertyDependencies = KeywordShape(.schemaMapMap, from: .v1)
}

/// `propertyDependencies`, a proposal for draft v1: a string value of a property brings a schema
/// for the whole object.
extension Compiler {
  mutating func writePropertyDependencies(_ work: Work) throws(SchemaError) {
    guard options.propertyDependencies, let node = value(.propertyDependencies) else { return }
    let tape = sources[work.source].tape
    var outer = NameList()
    for key in tape.children(of: node) {
      var inner = NameList()
      for choice in tape.children(of: key + 1) {
        let target = try block(at: choice + 1, work)
        inner.add(names.decoded(tape, choice), tape[choice].link, target)
      }
      outer.add(names.decoded(tape, key), tape[key].link, addTable(inner.entries))
    }
    for i in outer.entries.indices { outer.entries[i].flags |= PropertyEntry.holdsTable }
    let table = addTable(outer.entries)
    emit(Instruction(.propertyDependent, .propertyDependencies, table: table), work, node)
  }
}

extension Describer {
  @inline(never)
  mutating func propertyDependent(
    _ i: Instruction, _ node: Int, _ marks: Evaluator.Marks?
  ) -> Bool {
    var ok = true
    for key in tape.children(of: node) where tape.kind(key + 1) == .string {
      if let block = program.dependency(i, tape, key), !run(block, node, marks) { ok = false }
    }
    return ok
  }
}

extension OutputWalk {
  mutating func propertyDependent(_ place: Place, _ value: Int, _ node: Int) -> Bool {
    let tape = tape
    guard let pc = instruction(place, value) else { return true }
    let unit = open(.propertyDependencies, place, value)
    var ok = true
    if tape.kind(node) == .object {
      for key in tape.children(of: node) where tape.kind(key + 1) == .string {
        guard let block = program.dependency(program.code[pc], tape, key) else { continue }
        if !apply(
          block, node, place.marks,
          token: OutputWalk.token(tape, key) + OutputWalk.token(tape, key + 1))
        {
          ok = false
        }
      }
    }
    close(unit, ok)
    return ok
  }
}
