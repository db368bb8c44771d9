internal import AdhereJSON

/// What a schema makes of one value: of a finished scalar, or of a container that has begun.
enum PrefixFate {
  case fine
  /// It does not conform, and nothing can be done about it.
  case dead(String)
  /// An array where none may be: its only element could take its place.
  case single
  /// It does not conform, but may be mended; or nobody knows.
  case open

  /// Of two schemas that both have to be satisfied: what is mended for one of them may mend the
  /// other.
  func and(_ other: PrefixFate) -> PrefixFate {
    switch (self, other) {
    case (.open, _), (_, .open): .open
    case (.single, _), (_, .single): .single
    case (.dead, _): self
    default: other
    }
  }
}

extension SchemaPrefix {
  func fate(_ index: UInt32, _ node: Int, _ tape: Tape, _ depth: Int) -> PrefixFate {
    guard let mending else { return strictFate(index, node, tape) }
    return mendedFate(index, node, tape, mending, depth)
  }

  /// Where nothing is mended, a finished scalar is simply judged.
  private func strictFate(_ index: UInt32, _ node: Int, _ tape: Tape) -> PrefixFate {
    guard !tape[node].isContainer else { return .fine }
    var evaluator = self.evaluator(tape)
    if evaluator.run(index, node, nil) || evaluator.isUndecided { return .fine }
    var describer = Describer(
      schema, tape, limit: 1, maximumDepth: min(schema.options.maximumDepth, DeepStack.shallow))
    describer.run(index, node, nil)
    return .dead(describer.found.first?.keyword ?? "type")
  }

  private func mendedFate(
    _ index: UInt32, _ node: Int, _ tape: Tape, _ mending: any PrefixMending, _ depth: Int
  ) -> PrefixFate {
    guard depth < 24 else { return .open }
    let block = program.blocks[Int(index)]
    let kind = tape.kind(node)
    // Most values have no more than a type to be of.
    if block.flags & Block.leaf != 0, block.types >> kind.rawValue & 1 != 0,
      kind != .number || block.flags & Block.integersOnly == 0
    {
      return .fine
    }
    var evaluator = self.evaluator(tape)
    let isReal =
      kind == .number && block.flags & Block.integersOnly != 0
      && !evaluator.isInteger(node, block.flags)
    if block.types >> kind.rawValue & 1 == 0 || isReal {
      // A schema that allows nothing is not about types.
      if block.types == 0 { return .open }
      let types = JSONTypes(bits: isReal ? block.types & ~(1 << kind.rawValue) : block.types)
      if kind == .array, !types.contains(.array), !types.contains(.object) { return .single }
      return mending.mayBecome(types, from: kind) ? .open : .dead("type")
    }
    if block.flags & Block.leaf != 0 { return .fine }
    let code = Int(block.first)
    // Whatever breaks: another keyword's mending may make a value of it that does not.
    var all = PrefixFate.fine
    if kind == .number {
      for pc in code..<code + Int(block.ends.0) where !evaluator.holds(pc, node) {
        if evaluator.isUndecided { return .open }
        all = all.and(.dead(schema.keyword(ofInstruction: pc)))
      }
    } else if kind == .string {
      for pc in code + Int(block.ends.0)..<code + Int(block.ends.1)
      where program.code[pc].operation == .maxLength && !evaluator.holds(pc, node) {
        all = .dead("maxLength")
      }
    }
    for pc in code + Int(block.ends.3)..<code + Int(block.ends.5) {
      all = all.and(commonFate(pc, node, tape, mending, depth))
      if case .open = all { return .open }
    }
    return all
  }

  /// Of an instruction that looks at values of every kind.
  private func commonFate(
    _ pc: Int, _ node: Int, _ tape: Tape, _ mending: any PrefixMending, _ depth: Int
  ) -> PrefixFate {
    let instruction = program.code[pc]
    switch instruction.operation {
    case .call: return mendedFate(instruction.a, node, tape, mending, depth + 1)
    case .all:
      var all = PrefixFate.fine
      for i in 0..<Int(instruction.b) {
        let branch = program.operands[Int(instruction.a) + i]
        all = all.and(mendedFate(branch, node, tape, mending, depth + 1))
        if case .open = all { return .open }
      }
      return all
    case .any, .one:
      var best: PrefixFate?
      for i in 0..<Int(instruction.b) {
        let branch = program.operands[Int(instruction.a) + i]
        switch mendedFate(branch, node, tape, mending, depth + 1) {
        case .fine: best = .fine
        case .single: best = best ?? .single
        case .open: return .open
        case .dead: break
        }
      }
      return best ?? .dead(instruction.operation == .any ? "anyOf" : "oneOf")
    case .enumeration, .constant:
      guard !tape[node].isContainer else { return .open }
      if program.contains(instruction.a, tape, node) { return .fine }
      let enumeration = program.enumerations[Int(instruction.a)]
      let allowed = (0..<Int(enumeration.count)).map { i in
        let value = program.values[Int(enumeration.first) + i]
        return (tape: value.tape, node: Int(value.node))
      }
      if schema.hasAliases(besideInstruction: pc) || mending.maySpell(tape, node, allowed) {
        return .open
      }
      return .dead(instruction.operation == .constant ? "const" : "enum")
    case .typeUnion: return .open
    // Nothing is said before the end.
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
  /// Whether, as far as its types tell, a string could conform. Yes where that is not plain.
  public var permitsStrings: Bool {
    storage.program.blocks[Int(entry)].types >> Node.Kind.string.rawValue & 1 != 0
  }
}
