internal import AdhereJSON

/// What may become of one value under a schema: of a finished scalar, or of a container that has
/// begun.
enum Outlook {
  case fine
  /// It breaks this keyword, and nothing can be done about it.
  case dead(String)
  /// An array where none may be: its only element could take its place.
  case single
  /// It does not conform but may be repaired, or that is not known.
  case open

  /// Of two schemas that both have to be satisfied: what is repaired for one of them may repair
  /// the value for the other.
  func and(_ other: Outlook) -> Outlook {
    switch (self, other) {
    case (.open, _), (_, .open): .open
    case (.single, _), (_, .single): .single
    case (.dead, _): self
    default: other
    }
  }
}

extension SchemaPrefix {
  func outlook(_ index: UInt32, _ node: Int, _ tape: Tape, _ depth: Int) -> Outlook {
    guard let repairs else { return strictOutlook(index, node, tape) }
    return outlook(index, node, tape, repairs, depth)
  }

  /// Where nothing is repaired, a finished scalar is simply judged.
  private func strictOutlook(_ index: UInt32, _ node: Int, _ tape: Tape) -> Outlook {
    guard !tape[node].isContainer else { return .fine }
    var evaluator = self.evaluator(tape)
    if evaluator.run(index, node, nil) || evaluator.isUndecided { return .fine }
    var describer = Describer(
      schema, tape, limit: 1, maximumDepth: min(schema.options.maximumDepth, DeepStack.shallow))
    describer.run(index, node, nil)
    return .dead(describer.found.first?.keyword ?? "type")
  }

  private func outlook(
    _ index: UInt32, _ node: Int, _ tape: Tape, _ repairs: any PossibleRepairs, _ depth: Int
  ) -> Outlook {
    guard depth < 24 else { return .open }
    let block = program.blocks[Int(index)]
    let kind = tape.kind(node)
    // Most values have no more than a type to be of.
    if block.flags & Block.leaf != 0, block.allows(kind),
      kind != .number || block.flags & Block.integersOnly == 0
    {
      return .fine
    }
    var evaluator = self.evaluator(tape)
    let isReal =
      kind == .number && block.flags & Block.integersOnly != 0
      && !evaluator.isInteger(node, block.flags)
    if !block.allows(kind) || isReal {
      // A schema that allows nothing is not about types.
      if block.types == 0 { return .open }
      let types = JSONTypes(bits: isReal ? block.types & ~(1 << kind.rawValue) : block.types)
      if kind == .array, !types.contains(.array), !types.contains(.object) { return .single }
      return repairs.mayBecome(types, from: kind) ? .open : .dead("type")
    }
    if block.flags & Block.leaf != 0 { return .fine }
    // Whatever breaks: a repair for another keyword may make a value of it that does not.
    var all = Outlook.fine
    if kind == .number {
      for pc in block.numbers where !evaluator.holds(pc, node) {
        if evaluator.isUndecided { return .open }
        all = all.and(.dead(schema.keyword(ofInstruction: pc)))
      }
    } else if kind == .string {
      for pc in block.strings
      where program.code[pc].operation == .maxLength && !evaluator.holds(pc, node) {
        all = .dead("maxLength")
      }
    }
    for pc in block.everyKind {
      all = all.and(commonOutlook(pc, node, tape, repairs, depth))
      if case .open = all { return .open }
    }
    return all
  }

  /// Of an instruction that looks at values of every kind.
  private func commonOutlook(
    _ pc: Int, _ node: Int, _ tape: Tape, _ repairs: any PossibleRepairs, _ depth: Int
  ) -> Outlook {
    let instruction = program.code[pc]
    switch instruction.operation {
    case .call: return outlook(instruction.block, node, tape, repairs, depth + 1)
    case .all:
      var all = Outlook.fine
      for branch in program.blocks(of: instruction.branches) {
        all = all.and(outlook(branch, node, tape, repairs, depth + 1))
        if case .open = all { return .open }
      }
      return all
    case .any, .one:
      var best: Outlook?
      for branch in program.blocks(of: instruction.branches) {
        switch outlook(branch, node, tape, repairs, depth + 1) {
        case .fine: best = .fine
        case .single: best = best ?? .single
        case .open: return .open
        case .dead: break
        }
      }
      return best ?? .dead(instruction.operation == .any ? "anyOf" : "oneOf")
    case .enumeration, .constant:
      guard !tape[node].isContainer else { return .open }
      if program.contains(instruction.enumeration, tape, node) { return .fine }
      let enumeration = program.enumerations[Int(instruction.enumeration)]
      let allowed = (0..<Int(enumeration.count)).map { i in
        let value = program.values[Int(enumeration.first) + i]
        return (tape: value.tape, node: Int(value.node))
      }
      if schema.hasAliases(besideInstruction: pc) || repairs.maySpell(tape, node, allowed) {
        return .open
      }
      return .dead(instruction.operation == .constant ? "const" : "enum")
    case .typeUnion: return .open
    // Judged only at the end.
    default: return .fine
    }
  }
}

extension CompiledSchema {
  /// The name of the keyword that an instruction stands for.
  func keyword(ofInstruction pc: Int) -> String {
    storage.program.code[pc].keyword.rawValue
  }

  /// Whether the schema gives its values or properties other names, in `x-alias`.
  func hasAliases(besideInstruction pc: Int) -> Bool {
    let origin = storage.program.origins[pc]
    return hasAliases(source: origin.source, object: origin.object)
  }

  func hasAliases(source: UInt32, object: UInt32) -> Bool {
    sources[Int(source)].document.withTape { $0.member("x-alias", of: Int(object)) != nil }
  }
}

extension CompiledSchema {
  /// Whether a string may conform, by the types at the root alone. True also where more than the
  /// types would have to be looked at.
  package var permitsStrings: Bool { storage.program.blocks[Int(entry)].allows(.string) }
}
