public import AdhereRepair
public import AdhereSchema

/// A repair as a record: the names are kept even where this version does not know the rule.
public struct RepairRecord: Sendable, Equatable {
  public var rule: String
  public var tier: String
  /// JSON Pointer of the value in the emitted output.
  public var path: String?
  /// Byte offsets into the raw output, or into the arguments of ``call``.
  public var span: Range<Int>
  public var before: [UInt8]
  public var after: [UInt8]
  /// Ids of other rules that had a hand in the same bytes.
  public var with: [String]
  public var call: Int?

  public init(
    rule: String, tier: String, path: String? = nil, span: Range<Int>, before: [UInt8],
    after: [UInt8], with: [String] = [], call: Int? = nil
  ) {
    self.rule = rule
    self.tier = tier
    self.path = path
    self.span = span
    self.before = before
    self.after = after
    self.with = with
    self.call = call
  }

  public init(_ repair: Repair) {
    self.init(
      rule: repair.rule.id, tier: repair.tier.rawValue, path: repair.path, span: repair.span,
      before: repair.before, after: repair.after, with: repair.with.map(\.id),
      call: repair.call)
  }
}

/// A violation as a record, in Ajv's fields.
public struct ViolationRecord: Sendable, Equatable {
  public var instancePath: String
  public var schemaPath: String
  public var keyword: String
  /// A JSON object.
  public var params: [UInt8]
  public var message: String

  public init(
    instancePath: String, schemaPath: String, keyword: String, params: [UInt8],
    message: String
  ) {
    self.instancePath = instancePath
    self.schemaPath = schemaPath
    self.keyword = keyword
    self.params = params
    self.message = message
  }

  public init(_ violation: Violation) {
    self.init(
      instancePath: violation.instancePath, schemaPath: violation.schemaPath,
      keyword: violation.keyword,
      params: violation.params.isEmpty ? Array("{}".utf8) : violation.params,
      message: violation.message)
  }
}

/// A warning as a record.
public struct WarningRecord: Sendable, Equatable {
  public var code: String
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  public init(_ warning: Warning) {
    self.init(code: warning.code.rawValue, message: warning.message)
  }
}
