/// A trainer's file format: what its rows look like and what it refuses.
///
///     Target.named("together-sft")?.limits.maximumBytes
public struct Target: Sendable {
  /// What the rows are for.
  public enum Kind: String, Sendable {
    /// A conversation with the answer to learn.
    case supervised
    /// A prompt with a preferred and a rejected answer.
    case preference
    /// A prompt with one answer and whether it is wanted.
    case unpaired
    /// A request with what is accepted in answer.
    case evaluation
    /// A prompt with references for a grader.
    case reinforcement
  }

  /// Whose rules a row has to keep.
  public enum Family: String, Sendable {
    case openai, together, fireworks, trl, axolotl, mistral, gemini, adhere
  }

  /// Where the parts of a row stand.
  enum Layout: Sendable {
    /// `messages`, `tools`.
    case messages
    /// `prompt`, `completion`, `tools`.
    case completion
    /// `input`, `preferred_output`, `non_preferred_output`.
    case outputs
    /// `prompt`, `chosen`, `rejected`, `tools`.
    case chosen
    /// `prompt`, `completion`, `label`, `tools`.
    case labelled
    /// Gemini's `contents`.
    case contents
    /// `messages` without the answer, and references.
    case reference
    /// Adhere's evaluation record.
    case evaluation
  }

  /// How the arguments of a call are written.
  enum Arguments: Sendable {
    /// A string of JSON, as on the wire.
    case string
    /// The object itself, as chat templates want it.
    case object
  }

  /// How a message is kept from being trained on.
  enum LossMark: Sendable {
    /// `"weight":0`.
    case weight
    /// `"train":false`.
    case train
    /// Not at all: every assistant message is learnt.
    case none
  }

  /// What a file may hold.
  public struct Limits: Sendable {
    public var minimumRows: Int
    public var maximumRows: Int?
    public var maximumBytes: Int?

    public init(minimumRows: Int = 1, maximumRows: Int? = nil, maximumBytes: Int? = nil) {
      self.minimumRows = minimumRows
      self.maximumRows = maximumRows
      self.maximumBytes = maximumBytes
    }
  }

  /// As `--target` takes it.
  public let name: String
  /// One line for people.
  public let summary: String
  public let family: Family
  public let kind: Kind
  public let limits: Limits
  var layout: Layout
  var arguments: Arguments
  let lossMark: LossMark
  /// Columns that are accepted; nil where any is.
  let columns: [String]?
  /// Tools, and in this variant arguments too, stand as strings of JSON.
  var toolsAsText = false

  init(
    _ name: String, _ summary: String, family: Family, kind: Kind, layout: Layout,
    arguments: Arguments = .string, lossMark: LossMark = .none, columns: [String]? = nil,
    limits: Limits = Limits()
  ) {
    self.name = name
    self.summary = summary
    self.family = family
    self.kind = kind
    self.layout = layout
    self.arguments = arguments
    self.lossMark = lossMark
    self.columns = columns
    self.limits = limits
  }

  /// Every target, in the order in which they are listed.
  public static let all: [Target] = [
    .togetherSFT, .togetherDPO, .fireworksSFT, .fireworksDPO, .openaiSFT, .openaiDPO, .trlSFT,
    .trlDPO, .trlKTO, .mistralSFT, .axolotlSFT, .geminiSFT, .openaiRFT, .fireworksRFT, .evaluation,
  ]

  /// The target with this name; `rft` stands for the rows that OpenAI and Fireworks both take.
  public static func named(_ name: String) -> Target? {
    all.first { $0.name == name } ?? (name == "rft" ? .openaiRFT : nil)
  }

  /// The variant for Hugging Face `datasets` before 4.7, whose columns have one type: tools and
  /// arguments as strings of JSON. Nil where a target's rows do not go through `datasets`.
  public var forOldDatasets: Target? {
    guard family == .trl || family == .axolotl else { return nil }
    var target = self
    target.toolsAsText = true
    target.arguments = .string
    return target
  }

  /// The variant with `prompt` and `completion` in place of `messages`: TRL computes the loss on
  /// the completion alone, whatever the chat template can mark. Nil where a target has no such
  /// form.
  public var withCompletions: Target? {
    guard family == .trl, layout == .messages else { return nil }
    var target = self
    target.layout = .completion
    return target
  }
}

extension Target {
  /// Roles that rows may have.
  var roles: [StaticString] {
    switch family {
    case .openai: ["system", "user", "assistant", "tool", "function"]
    case .trl, .axolotl, .adhere: ["system", "developer", "user", "assistant", "tool"]
    case .together, .fireworks, .mistral, .gemini: ["system", "user", "assistant", "tool"]
    }
  }

  /// A row can say how much it counts.
  public var hasRowWeights: Bool { family == .together }

  /// Rows are read by Hugging Face `datasets`, which changes some numbers.
  var goesThroughDatasets: Bool { (family == .trl || family == .axolotl) && !toolsAsText }

  /// A system message has to be the first, and the only one.
  var wantsSystemFirst: Bool { family == .fireworks || family == .mistral }

  /// A call of a rejected answer has to be JSON too.
  var wantsReadableRejected: Bool {
    arguments == .object || family != .openai && family != .together
  }
}
