public import AdhereSchema
import AdhereJSON
public import AdhereRepair

/// Follows a JSON value that arrives in pieces, to detect that no continuation of it can conform to
/// its schema any more.
///
///     let prefix = ValuePrefix(schema: schema, policy: .none)
///     prefix.append(piece)         // .viable, .dead(…) or .complete
///
/// Where no repair is permitted, the first byte that is not JSON ends it, and every finished part
/// counts as it is. Where repairs are permitted, only violations count that none of them removes; a
/// text that stops being JSON is left to the judgement at the end. Text after the value is not
/// waited for: of a model that answers twice in one text the first answer counts.
public final class ValuePrefix {
  // Not for several threads, and nothing that is called from here comes back: what checks that at
  // run time would be a good part of the time that a piece takes.
  @exclusivity(unchecked) private var parser = StreamParser(
    options: .anyDepth)
  private let schema: CompiledSchema?
  @exclusivity(unchecked) private var prefix: SchemaPrefix?
  private let isStrict: Bool
  private let mustBeObject: Bool
  @exclusivity(unchecked) private var hasBegun = false
  /// No further verdict is possible before the end.
  @exclusivity(unchecked) private var isSilent = false
  @exclusivity(unchecked) private var verdict = PrefixVerdict.viable

  /// - Parameters:
  ///   - schema: nil where any JSON conforms.
  ///   - policy: permitted repairs.
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

  /// Takes the next piece.
  ///
  /// - Returns: the verdict so far; after ``PrefixVerdict/dead(_:)`` it stays.
  public func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict {
    if isSilent { return verdict }
    if case .dead = verdict { return verdict }
    let status = parser.append(piece)
    verdict = newVerdict(after: status)
    return verdict
  }

  private func newVerdict(after status: TapeParser.Status) -> PrefixVerdict {
    // What was read before the text stopped being JSON counts.
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
