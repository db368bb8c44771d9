public import JSONSchema
public import OutputRepair

import JSONText

/// What was asked of the model: a JSON Schema, or a list of tools, with a repair policy.
///
/// Compiled once, immutable, judged from any thread.
///
///     let contract = try Contract(schema: Array(#"{"type":"object"}"#.utf8))
///     contract.judge(Output(text: "{}")).outcome      // .valid
public struct Contract: Sendable {
  /// Where structure was asked.
  public enum Surface: String, Sendable {
    case json, tool
  }

  public let surface: Surface
  public var policy: Policy

  /// A contract for JSON-mode content.
  public init(
    schema: [UInt8], policy: Policy = Policy(), options: SchemaOptions = SchemaOptions()
  ) throws(ContractError) {
    surface = .json
    self.policy = policy
  }

  /// A contract for tool calls: `tools` in any of the forms providers take, as JSON.
  public init(
    tools: [UInt8], choice: ToolChoice = .auto, policy: Policy = Policy(),
    options: SchemaOptions = SchemaOptions()
  ) throws(ContractError) {
    surface = .tool
    self.policy = policy
  }

  /// Any JSON, or with `.tool` any call that can be read, conforms.
  public init(any surface: Surface, policy: Policy = Policy()) {
    self.surface = surface
    self.policy = policy
  }

  /// The verdict on one output. Never throws, never traps: bad output is data.
  public func judge(_ output: Output) -> Judgement { Judgement(.valid) }
}
