/// A trainer's file format: what its rows look like and what it refuses.
///
///     Target.named("together-sft")?.limits.maximumBytes
///
/// A new target is a file of its own, with its `Trainer` where that is new too, and a line in
/// ``all``.
public struct Target: Sendable {
  /// What the rows are for. May grow with new ways of training.
  package enum Kind: Sendable {
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

  /// The columns of a row.
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
    /// A test case of promptfoo.
    case testCase
  }

  /// How the arguments of a call are written.
  enum Arguments: Sendable {
    /// A string of JSON, as on the wire.
    case string
    /// The object itself, as chat templates want it.
    case object
  }

  /// How a message of the history is kept from being trained on.
  enum LossMark: Sendable {
    /// `"weight":0`.
    case weight
    /// `"train":false`.
    case train
    /// Not at all: every assistant message is learnt.
    case none
  }

  /// The form of a row.
  struct Form: Sendable {
    var layout: Layout
    var lossMark = LossMark.none
    /// Columns that are accepted; nil where any is.
    var columns: [String]?
  }

  /// What a file may hold.
  public struct Limits: Sendable {
    /// Rows below which the trainer takes no file.
    public var minimumRows: Int
    /// Rows above which it takes none; nil: any number.
    public var maximumRows: Int?
    /// Bytes above which it takes none; nil: any size.
    public var maximumBytes: Int?

    /// The limits of a file; without arguments, of one that holds a row.
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
  /// What a file may hold.
  public let limits: Limits
  package let kind: Kind
  let trainer: Trainer
  private(set) var form: Form
  private(set) var arguments: Arguments
  /// Tools, and in this variant arguments too, are strings of JSON.
  private(set) var toolsAsText = false

  init(
    _ name: String, _ summary: String, _ trainer: Trainer, _ kind: Kind, _ form: Form,
    limits: Limits = Limits()
  ) {
    self.name = name
    self.summary = summary
    self.trainer = trainer
    self.kind = kind
    self.form = form
    self.limits = limits
    arguments = trainer.arguments
  }

  /// Every target, in the order in which they are listed.
  public static let all: [Target] = [
    .togetherSFT, .togetherDPO, .fireworksSFT, .fireworksDPO, .openaiSFT, .openaiDPO, .trlSFT,
    .trlDPO, .trlKTO, .mistralSFT, .axolotlSFT, .geminiSFT, .openaiRFT, .fireworksRFT, .evaluation,
    .promptfoo,
  ]

  /// The target with this name; `rft` is short for the rows that OpenAI and Fireworks both take.
  public static func named(_ name: String) -> Target? {
    all.first { $0.name == name } ?? (name == "rft" ? .openaiRFT : nil)
  }

  // MARK: - Variants

  /// The variant for Hugging Face `datasets` before 4.7, whose columns have one type: tools and
  /// arguments as strings of JSON. Nil where a target's rows do not go through `datasets`.
  public var forOldDatasets: Target? {
    guard trainer.readsThroughDatasets else { return nil }
    var target = self
    target.toolsAsText = true
    target.arguments = .string
    return target
  }

  /// The variant with `prompt` and `completion` in place of `messages`: TRL computes the loss on
  /// the completion alone, whatever the chat template can mark. Nil where a target has no such
  /// form.
  public var withCompletions: Target? {
    guard trainer.takesCompletions, form.layout == .messages else { return nil }
    var target = self
    target.form.layout = .completion
    return target
  }

  // MARK: - What follows from both

  /// A row can have a `weight`, which says how much it counts.
  public var hasRowWeights: Bool { trainer.hasRowWeights }

  /// Its rows learn single answers, so that passing ones can be mixed in.
  package var mixesAnswers: Bool { kind == .supervised || kind == .unpaired }

  /// A trainer makes sequences of its rows.
  package var learnsSequences: Bool { kind != .evaluation }

  /// The file may be a symbolic link.
  package var takesSymbolicLinks: Bool { trainer.takesSymbolicLinks }

  var layout: Layout { form.layout }

  /// Rows are read by Hugging Face `datasets`, which changes some numbers.
  var goesThroughDatasets: Bool { trainer.readsThroughDatasets && !toolsAsText }

  /// A call of a rejected answer has to be JSON too.
  var wantsReadableRejected: Bool {
    arguments == .object || trainer.rejectedArguments != .anyText
  }
}
