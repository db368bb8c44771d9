public import AdhereRepair
public import AdhereSchema

/// A repair as traces hold it. The names are kept even where this version does not know the rule.
public struct RepairRecord: Sendable, Equatable {
  /// The id of the rule.
  public var rule: String
  /// The name of its tier.
  public var tier: String
  /// JSON Pointer (RFC 6901) of the value in the emitted output; nil for the text around it.
  public var path: String?
  /// Byte offsets into the raw output, or into the arguments of ``call``.
  public var span: Range<Int>
  /// The raw bytes of the span.
  public var before: [UInt8]
  /// The bytes that replace them.
  public var after: [UInt8]
  /// Ids of other rules that changed the same bytes.
  public var with: [String]
  /// The call whose arguments ``span`` counts in, from 0; nil where it counts in the raw output.
  public var call: Int?

  /// - Parameters:
  ///   - rule: the id of the rule.
  ///   - tier: the name of its tier.
  ///   - path: JSON Pointer of the value in the emitted output; nil for the text around it.
  ///   - span: byte offsets into the raw output, or into the arguments of `call`.
  ///   - before: the raw bytes of the span.
  ///   - after: the bytes that replace them.
  ///   - with: ids of other rules that changed the same bytes.
  ///   - call: the call whose arguments `span` counts in, from 0.
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

  /// The record of a repair.
  public init(_ repair: Repair) {
    self.init(
      rule: repair.rule.id, tier: repair.tier.rawValue, path: repair.path, span: repair.span,
      before: repair.before, after: repair.after, with: repair.with.map(\.id),
      call: repair.call)
  }
}

/// A violation as traces hold it, with the fields of Ajv.
public struct ViolationRecord: Sendable, Equatable {
  /// JSON Pointer (RFC 6901) of the value.
  public var instancePath: String
  /// URI fragment of the keyword in the schema.
  public var schemaPath: String
  /// The keyword, such as `required`.
  public var keyword: String
  /// Details that depend on the keyword, a JSON object.
  public var params: [UInt8]
  /// What is wrong, for people.
  public var message: String

  /// - Parameters:
  ///   - instancePath: JSON Pointer of the value.
  ///   - schemaPath: URI fragment of the keyword in the schema.
  ///   - keyword: the keyword, such as `required`.
  ///   - params: a JSON object.
  ///   - message: what is wrong, for people.
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

  /// The record of a violation.
  public init(_ violation: Violation) {
    self.init(
      instancePath: violation.instancePath, schemaPath: violation.schemaPath,
      keyword: violation.keyword,
      params: violation.params.isEmpty ? Array("{}".utf8) : violation.params,
      message: violation.message)
  }
}

/// A reason as traces hold it. Names are kept even where this version does not know them.
public struct ReasonRecord: Sendable, Equatable {
  /// Another reading of the text, which was thrown out or stood against the nearest one.
  public struct RivalRecord: Sendable, Equatable {
    /// What its edits cost together.
    public var cost: Double
    /// The value it leads to, JSON that may be cut.
    public var value: [UInt8]
    /// Whether it conforms, or what is wrong with it.
    public var why: String
    /// Its edits of the raw output.
    public var edits: [RepairRecord]

    /// - Parameters:
    ///   - cost: what its edits cost together.
    ///   - value: JSON that may be cut.
    ///   - why: whether it conforms, or what is wrong with it.
    ///   - edits: its edits of the raw output.
    public init(cost: Double, value: [UInt8], why: String, edits: [RepairRecord] = []) {
      self.cost = cost
      self.value = value
      self.why = why
      self.edits = edits
    }

    /// The record of a rival.
    public init(_ rival: Rival) {
      self.init(
        cost: rival.cost, value: rival.value, why: rival.why,
        edits: rival.edits.map(RepairRecord.init))
    }
  }

  /// The name of the kind, such as `cut-off`.
  public var code: String
  /// What stood against the output, for people.
  public var message: String
  /// Byte offsets into the raw output, or into the arguments of ``call``.
  public var span: Range<Int>?
  /// The call whose arguments ``span`` counts in, from 0.
  public var call: Int?
  /// What would help.
  public var help: String?
  /// The id of the denied rule that would have done it.
  public var rule: String?
  /// Other readings of the text.
  public var rivals: [RivalRecord]

  /// - Parameters:
  ///   - code: a stable name.
  ///   - message: for people.
  ///   - span: byte offsets into the raw output, or into the arguments of `call`.
  ///   - call: the call whose arguments `span` counts in, from 0.
  ///   - help: what would help.
  ///   - rule: the id of the denied rule that would have done it.
  ///   - rivals: other readings of the text.
  public init(
    code: String, message: String, span: Range<Int>? = nil, call: Int? = nil, help: String? = nil,
    rule: String? = nil, rivals: [RivalRecord] = []
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.call = call
    self.help = help
    self.rule = rule
    self.rivals = rivals
  }

  /// The record of a reason.
  public init(_ reason: Reason, rivals: [Rival] = []) {
    self.init(
      code: reason.code.rawValue, message: reason.message, span: reason.span, call: reason.call,
      help: reason.help, rule: reason.rule?.id, rivals: rivals.map(RivalRecord.init))
  }
}

extension Judgement {
  /// Why the output is not handed on, as records hold it.
  package var reasonRecord: ReasonRecord? { reason.map { ReasonRecord($0, rivals: rivals) } }
}

/// A warning as traces hold it.
public struct WarningRecord: Sendable, Equatable {
  /// Its stable name, such as `duplicate-key`.
  public var code: String
  /// The details, for people.
  public var message: String

  /// - Parameters:
  ///   - code: a stable name.
  ///   - message: for people.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// The record of a warning.
  public init(_ warning: Warning) {
    self.init(code: warning.code.rawValue, message: warning.message)
  }
}
