public import AdhereSchema
public import AdhereRepair

/// How a ``Filter`` reads, judges and writes.
public struct FilterOptions: Sendable {
  /// What the inputs hold; nil decides it from the first bytes of the first input.
  public var input: InputKind?
  /// What is written; nil is `record` for records and `value` for the others.
  public var output: OutputKind?
  /// What was asked, where a record does not say so itself; nil lets any JSON conform.
  public var contract: Contract?
  /// What was asked of whole answers (chat, sse, batch); nil takes ``contract``.
  public var completion: CompletionContract?
  /// What was asked of single answers of a batch, by `custom_id`; the others take
  /// ``completion``.
  public var batch: [String: CompletionContract]
  /// What happens to the structured parts of a stream while it runs.
  public var stream: StreamJudge.Mode
  /// When a stream is given up before its end.
  public var early: EarlyAbort
  /// Permitted repairs, for contracts that come with a record.
  public var policy: Policy
  /// How schemas that come with a record are read.
  public var schemaOptions: SchemaOptions
  /// The model of outputs that do not name one; only passed on to the records written.
  public var model: String?
  /// The provider of outputs that do not name one; only passed on to the records written.
  public var provider: String?
  /// Longest output, or line of a record, in bytes. A longer one is `unreadable` and is skipped
  /// without being held.
  public var maximumOutputBytes: Int
  /// Threads that judge. With one, everything happens on the caller's thread.
  public var jobs: Int
  /// What is kept of the outputs; nil keeps nothing.
  public var recording: RecordingOptions?

  public init(
    input: InputKind? = nil, output: OutputKind? = nil, contract: Contract? = nil,
    completion: CompletionContract? = nil, batch: [String: CompletionContract] = [:],
    stream: StreamJudge.Mode = .hold, early: EarlyAbort = .arguments, policy: Policy = Policy(),
    schemaOptions: SchemaOptions = SchemaOptions(),
    model: String? = nil, provider: String? = nil, maximumOutputBytes: Int = 16 << 20,
    jobs: Int = 1, recording: RecordingOptions? = nil
  ) {
    self.input = input
    self.output = output
    self.contract = contract
    self.completion = completion
    self.batch = batch
    self.stream = stream
    self.early = early
    self.policy = policy
    self.schemaOptions = schemaOptions
    self.model = model
    self.provider = provider
    self.maximumOutputBytes = maximumOutputBytes
    self.jobs = jobs
    self.recording = recording
  }
}
