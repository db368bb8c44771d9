internal import AdhereBytes

extension DirectMatcher {
  /// A class or character with its count, before it is made a step.
  private struct Item {
    var points: CodePointSet
    var minimum: Int
    var maximum: Int
  }

  /// Most literals tried one after the other; PCRE2 does better with more.
  private static let maximumLiterals = 64
  /// Most steps; longer patterns are rare, and their compile time matters more.
  private static let maximumItems = 256

  /// The matcher of `pattern`, or nil where its shape is none of those.
  init?(_ pattern: Pattern) {
    guard let made = Self.literals(pattern) ?? Self.sequence(pattern) else { return nil }
    self = made
  }

  /// `^(a|b|c)$`
  private static func literals(_ pattern: Pattern) -> DirectMatcher? {
    let elements = pattern.elements
    guard elements.count >= 4, elements[0] == .start, elements[elements.count - 1] == .end,
      case .open(let group, let close) = elements[1], close == elements.count - 2
    else { return nil }
    switch group {
    case .plain, .capture: break
    default: return nil
    }
    var bytes: [UInt8] = []
    var steps: [Step] = []
    var start = 0
    for element in elements[2..<elements.count - 1] {
      switch element {
      case .literal(let scalar):
        UTF8Sequence.append(scalar, to: &bytes)
      case .alternative, .close:
        steps.append(Step(literal: start, literalCount: bytes.count - start))
        start = bytes.count
      default: return nil
      }
    }
    guard steps.count > 1, steps.count <= maximumLiterals else { return nil }
    return DirectMatcher(shape: .oneOf, steps: steps, bytes: bytes, ranges: [])
  }

  /// Characters and counted classes one after the other, parentheses disregarded.
  private static func sequence(_ pattern: Pattern) -> DirectMatcher? {
    guard pattern.elements.count <= maximumItems else { return nil }
    var elements = pattern.elements[...]
    let fromStart = elements.first == .start
    if fromStart { elements.removeFirst() }
    let toEnd = elements.last == .end
    if toEnd { elements.removeLast() }

    var items: [Item] = []
    for element in elements {
      switch element {
      case .literal(let scalar):
        items.append(
          Item(points: .init([.init(lower: scalar, upper: scalar)]), minimum: 1, maximum: 1))
      case .set(let index):
        guard pattern.classes[index].isPlain else { return nil }
        items.append(Item(points: pattern.classes[index].points, minimum: 1, maximum: 1))
      case .quantifier(let quantifier, let atom):
        switch pattern.elements[atom] {
        case .literal, .set:
          items[items.count - 1].minimum = quantifier.minimum
          items[items.count - 1].maximum =
            quantifier.maximum == Pattern.Quantifier.unbounded ? Int.max : quantifier.maximum
        default: return nil
        }
      case .open(.plain, _), .open(.capture, _), .close: break
      default: return nil
      }
    }
    if !fromStart || !toEnd {
      if !fromStart || toEnd {
        // Where the match may begin anywhere, only two shapes need no search.
        if items.allSatisfy({ $0.minimum == 0 }) {
          return DirectMatcher(shape: .always, steps: [], bytes: [], ranges: [])
        }
        guard !toEnd, items.count == 1, items[0].minimum == 1 else { return nil }
      } else {
        while let last = items.last, last.minimum == 0 { items.removeLast() }
        if items.isEmpty { return DirectMatcher(shape: .always, steps: [], bytes: [], ranges: []) }
      }
    }
    guard isDeterministic(items) else { return nil }
    return build(items, shape: fromStart ? (toEnd ? .whole : .prefix) : .anywhere)
  }

  /// Whether taking as many as possible at each item never needs to be taken back.
  private static func isDeterministic(_ items: [Item]) -> Bool {
    for (index, item) in items.enumerated() where item.minimum != item.maximum {
      for next in items[(index + 1)...] {
        guard item.points.isDisjoint(with: next.points) else { return false }
        if next.minimum > 0 { break }
      }
    }
    return true
  }

  private static func build(_ items: [Item], shape: Shape) -> DirectMatcher {
    var steps: [Step] = []
    var bytes: [UInt8] = []
    var ranges: [CodePointSet.Range] = []
    for item in items {
      if shape != .anywhere, item.minimum == 1, item.maximum == 1,
        let scalar = item.points.single
      {
        let start = bytes.count
        UTF8Sequence.append(scalar, to: &bytes)
        if let last = steps.last, last.literal >= 0 {
          steps[steps.count - 1].literalCount = bytes.count - last.literal
        } else {
          steps.append(Step(literal: start, literalCount: bytes.count - start))
        }
        continue
      }
      steps.append(step(item, ranges: &ranges))
    }
    return DirectMatcher(shape: shape, steps: steps, bytes: bytes, ranges: ranges)
  }

  private static func step(_ item: Item, ranges: inout [CodePointSet.Range]) -> Step {
    var step = Step(minimum: item.minimum, maximum: item.maximum)
    for range in item.points.ranges where range.lower < 0x80 {
      let upper = min(range.upper, 0x7F)
      step.low |= bits(range.lower, upper, from: 0)
      step.high |= bits(range.lower, upper, from: 64)
    }
    guard let last = item.points.ranges.last, last.upper >= 0x80 else { return step }
    if last.lower <= 0x80, last.upper == CodePointSet.maximum {
      step.beyond = .all
    } else {
      step.beyond = .ranges
      step.ranges = ranges.count
      ranges += item.points.ranges.filter { $0.upper >= 0x80 }
      step.rangeCount = ranges.count - step.ranges
    }
    return step
  }

  /// The bits of `lower...upper` that fall into the word which begins at `base`.
  private static func bits(_ lower: UInt32, _ upper: UInt32, from base: UInt32) -> UInt64 {
    guard lower < base + 64, upper >= base else { return 0 }
    let first = max(lower, base) - base
    let last = min(upper - base, 63)
    return (UInt64.max >> UInt64(63 - (last - first))) << UInt64(first)
  }
}
