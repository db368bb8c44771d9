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

/// One check. What `a`, `b` and `c` are depends on the operation: a block, an index into one of
/// the program's tables, or a number.
struct Instruction {
  var operation: Operation
  var flag: Bool
  var keyword: Keyword
  var a: UInt32
  var b: UInt32
  var c: UInt32

  init(
    _ operation: Operation, _ keyword: Keyword, a: UInt32 = 0, b: UInt32 = 0, c: UInt32 = 0,
    flag: Bool = false
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

/// Where an instruction comes from, for describing violations.
struct Origin {
  /// Index into the program's documents.
  var source: UInt32
  /// The schema object.
  var object: UInt32
  /// The keyword's value.
  var value: UInt32
}
