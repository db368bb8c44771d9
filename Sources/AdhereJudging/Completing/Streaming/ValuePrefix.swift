public import AdhereSchema
import AdhereJSON
public import AdhereRepair

/// Follows a JSON value that arrives in pieces, and says when no continuation of it can conform
/// to its schema any more.
///
///     var prefix = ValuePrefix(schema: schema, policy: .none)
///     prefix.append(piece)         // .viable, .dead(…) or .complete
///
/// Where nothing may be repaired, the first byte that is no JSON ends it, and every finished part
/// counts as it is. Where repairs are permitted, only that counts which none of them mends; a
/// text that stops being JSON is left to the judgement at the end. What stands behind the value
/// is not waited for: a model that answers twice in one text is judged by its first answer.
public final class ValuePrefix: PrefixJudge {
  private var parser = StreamParser(
    options: ParseOptions(maximumDepth: .max, duplicateKeys: .ignore))
  private let schema: CompiledSchema?
  private var prefix: SchemaPrefix?
  private let isStrict: Bool
  private let mustBeObject: Bool
  private var hasBegun = false
  /// Nothing more can be said before the end.
  private var isSilent = false
  private var verdict = PrefixVerdict.viable

  /// - Parameters:
  ///   - schema: nil where any JSON conforms.
  ///   - isArguments: the value is the arguments of a call, which are an object.
  public init(schema: CompiledSchema?, policy: Policy, isArguments: Bool = false) {
    self.schema = schema
    isStrict = !policy.repairs
    mustBeObject = isArguments && isStrict
    if let schema {
      if isStrict {
        prefix = SchemaPrefix(schema)
      } else if let outlook = RepairOutlook(policy) {
        prefix = SchemaPrefix(schema, repairs: outlook)
      }
    }
    isSilent = !isStrict && prefix == nil
  }

  public func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict {
    if isSilent { return verdict }
    if case .dead = verdict { return verdict }
    let status = parser.append(piece)
    verdict = look(status)
    return verdict
  }

  private func look(_ status: TapeParser.Status) -> PrefixVerdict {
    // What was read before the text stopped being JSON counts all the same.
    let open = parser.openString
    if let finding = parser.withTape({ prefix?.advance($0, openString: open) }) ?? nil {
      return .dead(
        StreamAbort(finding.keyword == "type" ? .type : .schema, String(describing: finding)))
    }
    if mustBeObject, !hasBegun, let kind = parser.withTape({ $0.count > 0 ? $0.kind(0) : nil }) {
      hasBegun = true
      if kind != .object { return .dead(StreamAbort(.type, "arguments must be an object")) }
    }
    switch status {
    case .failed(let error):
      guard isStrict else {
        isSilent = true
        return .viable
      }
      return .dead(StreamAbort(.syntax, "byte \(error.offset): \(error.message)"))
    case .complete:
      guard let schema else { return .complete }
      if parser.withTape({ schema.isValid($0) }) { return .complete }
      return isStrict
        ? .dead(StreamAbort(.schema, "the value is whole and does not conform")) : .viable
    case .incomplete: return .viable
    }
  }
}
