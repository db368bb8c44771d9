package import AdhereSchema

/// The way into this room: an output, as text or as calls, held against a schema or tools.
package struct OutputRepair: Sendable {
  /// What conforms.
  package enum Terms: Sendable {
    /// A JSON value; without a schema, any.
    case value(CompiledSchema?)
    /// Calls of tools; where the tools are not known, any call that can be read.
    case calls(OfferedTools?)
  }

  private let terms: Terms
  private let policy: Policy
  private let form: Form?

  /// - Parameter form: how calls in a text were asked to be written; nil: any form will do.
  package init(_ terms: Terms, policy: Policy, form: Form? = nil) {
    self.terms = terms
    self.policy = policy
    self.form = form
  }

  /// Judges and repairs a text.
  ///
  /// - Parameters:
  ///   - text: followed by ``AdhereJSON/TapeParser/padding``.
  ///   - prompt: what the user wrote, UTF-8; its names may be in a call without quotes.
  package func run(
    padded text: UnsafePointer<UInt8>, count: Int, prompt: [UInt8]? = nil
  ) -> RepairResult {
    let result =
      switch terms {
      case .value(let schema):
        JSONRepair.run(
          padded: text, count: count, schema: schema, policy: policy, prompt: prompt)
      case .calls(let tools):
        CallRepair.run(
          padded: text, count: count, tools: tools, policy: policy, form: form, prompt: prompt)
      }
    // What a schema asks for can take as many as what the text breaks.
    return result.changes.count > RelaxedReader.mostChanges
      ? .failed(.unreadable, .tooManyChanges) : result
  }

  /// Judges and repairs calls that an API gave as calls.
  package func run(_ calls: [FunctionCall]) -> RepairResult {
    var offered: OfferedTools?
    if case .calls(let tools) = terms { offered = tools }
    return NativeCallRepair(tools: offered, policy: policy).run(calls)
  }

  /// Reads a text that is the beginning of a stream: the whole value if it is complete already,
  /// else, as `truncated`, what there is of it. What there is so far need not conform.
  package func runPartial(padded text: UnsafePointer<UInt8>, count: Int) -> RepairResult {
    var schema: CompiledSchema?
    if case .value(let wanted) = terms { schema = wanted }
    var whole = policy
    whole.deny(.closeTruncated)
    let result = JSONRepair.run(padded: text, count: count, schema: schema, policy: whole)
    if result.verdict == .valid || result.verdict == .repaired { return result }
    return JSONRepair.snapshot(padded: text, count: count)
      ?? .failed(.truncated, .goesOn(from: count))
  }
}
