/// All that one schema says about the members of an object, so that one walk checks it:
/// properties, patternProperties, additionalProperties, propertyNames and required.
struct ObjectPlan {
  /// Index of the ``PropertyTable``.
  var table: UInt32
  /// Bits of the required names, where there are at most 64.
  var requiredBits: UInt64
  /// All names of the table, and the required ones, as an ``Outline``.
  var mentioned: UInt64 = .max
  var demanded: UInt64 = 0
  /// Number of distinct required names.
  var requiredCount: UInt32
  /// Schema of members that neither properties nor patternProperties names; `Instruction.none`
  /// where there is none.
  var additional: UInt32
  /// Such members are not allowed at all.
  var isClosed: Bool
  /// The schema has additionalProperties.
  var hasAdditional: Bool
  /// First and number of the ``PatternRule``s.
  var firstPattern: UInt32
  var patternCount: UInt32
  /// Schema of the keys; `Instruction.none` where there is none.
  var names: UInt32
  /// Index of the ``ObjectOrigin``.
  var origin: UInt32
}

/// A member of patternProperties.
struct PatternRule {
  var regex: UInt32
  var block: UInt32
}

/// Where an object plan's keywords stand; `Instruction.none` for those that are absent.
struct ObjectOrigin {
  var source: UInt32
  var object: UInt32
  var properties: UInt32
  var patternProperties: UInt32
  var additionalProperties: UInt32
  var propertyNames: UInt32
  var required: UInt32
}

extension Program {
  @inline(__always)
  func rules(of plan: UnsafePointer<ObjectPlan>) -> UnsafeBufferPointer<PatternRule> {
    UnsafeBufferPointer(
      start: patternRules + Int(plan.pointee.firstPattern), count: Int(plan.pointee.patternCount))
  }

  /// Where one of a plan's keywords stands.
  func origin(_ keyword: Keyword, of plan: UnsafePointer<ObjectPlan>) -> Origin {
    let origins = objectOrigins[Int(plan.pointee.origin)]
    let value =
      switch keyword {
      case .properties: origins.properties
      case .patternProperties: origins.patternProperties
      case .additionalProperties: origins.additionalProperties
      case .propertyNames: origins.propertyNames
      default: origins.required
      }
    return Origin(source: origins.source, object: origins.object, value: value)
  }
}
