extension LinearProgram {
  /// What the programs of one pattern share.
  struct Parts {
    /// A lookaround, as a program of its own.
    struct Look {
      var code: [Instruction]
      var isBackward: Bool
    }

    var sets: Alphabet.Builder
    /// What stands inside another one comes before it.
    var looks: [Look] = []
    /// Their numbers by the elements that open them: what is repeated is asked once.
    fileprivate var numbers: [Int: Int] = [:]

    init(_ pattern: Pattern) { sets = Alphabet.Builder(pattern) }
  }

  /// Writes the program of a pattern, or of one that reads from the end of the subject to its start.
  /// It recurses as deep as groups nest, which `maximumNesting` bounds.
  struct Writer {
    let pattern: Pattern
    let isBackward: Bool

    func program(_ range: Range<Int>, _ parts: inout Parts) -> [Instruction] {
      var code: [Instruction] = []
      disjunction(range, &code, &parts)
      code.append(.matched)
      return code
    }

    private func disjunction(
      _ range: Range<Int>, _ code: inout [Instruction], _ parts: inout Parts
    ) {
      let alternatives = pattern.alternatives(range)
      var jumps: [Int] = []
      for alternative in alternatives.dropLast() {
        let split = code.count
        code.append(.split(0))
        sequence(alternative, &code, &parts)
        jumps.append(code.count)
        code.append(.jump(0))
        code[split] = .split(code.count)
      }
      sequence(alternatives[alternatives.count - 1], &code, &parts)
      for jump in jumps { code[jump] = .jump(code.count) }
    }

    private func sequence(
      _ range: Range<Int>, _ code: inout [Instruction], _ parts: inout Parts
    ) {
      let terms = pattern.terms(range)
      for index in terms.indices {
        let (atom, quantifier) = terms[isBackward ? terms.count - 1 - index : index]
        if let quantifier {
          repeated(atom, quantifier, &code, &parts)
        } else {
          self.atom(atom, &code, &parts)
        }
      }
    }

    /// The atom as often as it is needed, and then in a loop or as often as it may be left out.
    private func repeated(
      _ range: Range<Int>, _ quantifier: Pattern.Quantifier, _ code: inout [Instruction],
      _ parts: inout Parts
    ) {
      let first = code.count
      for round in 0..<quantifier.minimum {
        atom(range, &code, &parts)
        // What takes nothing takes nothing however often.
        if round == 0, code.count == first { return }
      }
      if quantifier.maximum == Pattern.Quantifier.unbounded {
        let split = code.count
        code.append(.split(0))
        atom(range, &code, &parts)
        code.append(.jump(split))
        code[split] = .split(code.count)
        return
      }
      var splits: [Int] = []
      for _ in quantifier.minimum..<quantifier.maximum {
        let split = code.count
        code.append(.split(0))
        atom(range, &code, &parts)
        if code.count == split + 1 {
          code.removeLast()
          break
        }
        splits.append(split)
      }
      for split in splits { code[split] = .split(code.count) }
    }

    private func atom(
      _ range: Range<Int>, _ code: inout [Instruction], _ parts: inout Parts
    ) {
      switch pattern.elements[range.lowerBound] {
      case .literal(let scalar): code.append(.take(set: parts.sets.literal(scalar)))
      case .set(let index): code.append(.take(set: index))
      // The end is where a program that reads backward starts.
      case .start: code.append(isBackward ? .end : .start)
      case .end: code.append(isBackward ? .start : .end)
      case .wordBoundary(let negated): code.append(.wordBoundary(negated: negated))
      case .open(.lookahead(let isNegated), _):
        code.append(.look(look(range, isBackward: true, &parts), negated: isNegated))
      case .open(.lookbehind(let isNegated), _):
        code.append(.look(look(range, isBackward: false, &parts), negated: isNegated))
      case .open: disjunction(range.lowerBound + 1..<range.upperBound - 1, &code, &parts)
      // A backreference that is left can only match nothing.
      case .backreference, .alternative, .close, .quantifier: break
      }
    }

    /// The number of a lookaround: one ahead is found from where it ends, one behind from where it
    /// begins.
    private func look(_ range: Range<Int>, isBackward: Bool, _ parts: inout Parts) -> Int {
      if let known = parts.numbers[range.lowerBound] { return known }
      let code = Writer(pattern: pattern, isBackward: isBackward).program(
        range.lowerBound + 1..<range.upperBound - 1, &parts)
      parts.numbers[range.lowerBound] = parts.looks.count
      parts.looks.append(Parts.Look(code: code, isBackward: isBackward))
      return parts.looks.count - 1
    }
  }
}
