/// What one instruction checks.
enum Operation: UInt8 {
  // Numbers.
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  // Strings.
  case minLength, maxLength, pattern, format, content
  // Arrays.
  case minItems, maxItems, prefixItems, items, contains, uniqueItems
  // Objects.
  case minProperties, maxProperties, object, dependent, propertyDependent
  // Values of every kind.
  case enumeration, constant, call, all, any, one, not, conditional, typeUnion
  // After everything else.
  case unevaluatedItems, unevaluatedProperties
}

/// Which values an instruction looks at; also the order of a block's instructions.
enum Group: Int, CaseIterable {
  case number, string, array, object, common, late
}

extension Operation {
  var group: Group {
    switch self {
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: .number
    case .minLength, .maxLength, .pattern, .format, .content: .string
    case .minItems, .maxItems, .prefixItems, .items, .contains, .uniqueItems: .array
    case .minProperties, .maxProperties, .object, .dependent, .propertyDependent: .object
    case .enumeration, .constant, .call, .all, .any, .one, .not, .conditional, .typeUnion:
      .common
    case .unevaluatedItems, .unevaluatedProperties: .late
    }
  }
}

/// One check. Its operands mean another thing for each operation, so they are written and read
/// only by the views below, which name the operations they are for.
struct Instruction {
  let operation: Operation
  private let flag: Bool
  let keyword: Keyword
  private var a: UInt32
  private var b: UInt32
  private var c: UInt32

  private init(
    _ operation: Operation, _ keyword: Keyword, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ flag: Bool
  ) {
    self.operation = operation
    self.keyword = keyword
    self.a = a
    self.b = b
    self.c = c
    self.flag = flag
  }

  /// No block, no limit.
  static let none = UInt32.max
}

// MARK: - Instructions with one operand

extension Instruction {
  /// uniqueItems, which has none.
  init(_ operation: Operation, _ keyword: Keyword) { self.init(operation, keyword, 0, 0, 0, false) }

  init(_ operation: Operation, _ keyword: Keyword, bound: UInt32) {
    self.init(operation, keyword, bound, 0, 0, false)
  }

  /// minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf: index of the ``Bound``.
  var bound: Int { Int(a) }

  init(_ operation: Operation, _ keyword: Keyword, limit: UInt32) {
    self.init(operation, keyword, limit, 0, 0, false)
  }

  /// minLength, maxLength, minItems, maxItems, minProperties, maxProperties.
  var limit: UInt32 { a }

  init(pattern: UInt32) { self.init(.pattern, .pattern, pattern, 0, 0, false) }

  /// pattern: index of the ``CompiledPattern``.
  var pattern: UInt32 { a }

  init(format: UInt32) { self.init(.format, .format, format, 0, 0, false) }

  /// format: index of the ``Format``.
  var format: Int { Int(a) }

  init(content: ContentCheck, _ keyword: Keyword) {
    self.init(.content, keyword, content.rawValue, 0, 0, false)
  }

  var content: ContentCheck { ContentCheck(rawValue: a) }

  init(plan: UInt32, _ keyword: Keyword) { self.init(.object, keyword, plan, 0, 0, false) }

  /// object: index of the ``ObjectPlan``.
  var plan: Int { Int(a) }

  init(_ operation: Operation, _ keyword: Keyword, table: UInt32) {
    self.init(operation, keyword, table, 0, 0, false)
  }

  /// dependent, propertyDependent: index of the ``PropertyTable``.
  var table: Int { Int(a) }

  init(_ operation: Operation, _ keyword: Keyword, enumeration: UInt32) {
    self.init(operation, keyword, enumeration, 0, 0, false)
  }

  /// enumeration, constant: index of the ``Enumeration``.
  var enumeration: UInt32 { a }

  init(_ operation: Operation, _ keyword: Keyword, block: UInt32) {
    self.init(operation, keyword, block, 0, 0, false)
  }

  /// call, not, items, contains, unevaluatedItems, unevaluatedProperties: the schema to apply.
  var block: UInt32 { a }
}

// MARK: - Instructions with several operands

extension Instruction {
  /// Blocks that follow each other among the program's operands.
  struct Branches {
    var first: UInt32
    var count: UInt32

    var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
  }

  init(_ operation: Operation, _ keyword: Keyword, branches: Branches) {
    self.init(operation, keyword, branches.first, branches.count, 0, false)
  }

  /// all, any, one, typeUnion; prefixItems, where each is for the element at its position.
  var branches: Branches { Branches(first: a, count: b) }

  init(items block: UInt32, from position: UInt32, _ keyword: Keyword) {
    self.init(.items, keyword, block, position, 0, false)
  }

  /// items: position of the first element that ``block`` is for.
  var firstItem: Int { Int(b) }

  /// contains: how many elements ``block`` has to fit.
  struct Counts {
    var least: UInt32
    /// ``Instruction/none`` where there is no upper bound.
    var most: UInt32
    /// Elements that fit count as evaluated (from 2020-12 on).
    var marksItems: Bool
  }

  init(contains block: UInt32, _ counts: Counts) {
    self.init(.contains, .contains, block, counts.least, counts.most, counts.marksItems)
  }

  var counts: Counts { Counts(least: b, most: c, marksItems: flag) }

  /// if, then and else: blocks; the latter two are ``Instruction/none`` where they are absent.
  struct Choice {
    var condition: UInt32
    var then: UInt32
    var otherwise: UInt32
  }

  init(choice: Choice) {
    self.init(.conditional, .if, choice.condition, choice.then, choice.otherwise, false)
  }

  var choice: Choice { Choice(condition: a, then: b, otherwise: c) }

  /// Draft 3's `type` or `disallow` with a list: bits of the type names in it, see ``TypeBits``.
  /// The schemas in it are ``branches``.
  struct TypeUnion {
    var bits: UInt32
    /// disallow: none of them may fit.
    var isNegated: Bool
  }

  init(union: TypeUnion, _ branches: Branches, _ keyword: Keyword) {
    self.init(.typeUnion, keyword, branches.first, branches.count, union.bits, union.isNegated)
  }

  var union: TypeUnion { TypeUnion(bits: c, isNegated: flag) }

  /// Changes the blocks that the instruction itself names; not those among the program's operands.
  mutating func updateBlocks(_ update: (inout UInt32) -> Void) {
    switch operation {
    case .call, .not, .items, .contains, .unevaluatedItems, .unevaluatedProperties: update(&a)
    case .conditional:
      update(&a)
      update(&b)
      update(&c)
    default: break
    }
  }
}

/// Where an instruction comes from, for describing violations.
struct Origin {
  /// Index into the program's documents.
  var source: UInt32
  /// The schema object.
  var object: UInt32
  /// The keyword's value.
  var value: UInt32
}
