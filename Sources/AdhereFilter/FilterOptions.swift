package import AdherePlatform
package import AdhereJudging
package import AdhereRepair
package import AdhereSchema
package import AdhereTallies
package import AdhereTraces

/// How a ``Filter`` reads, judges and writes.
package struct FilterOptions: Sendable {
  /// What the inputs hold; nil decides it from the first bytes of the first input.
  package var input: InputKind?
  /// What an input is taken for that its first bytes show to be neither records nor answers.
  package var textKind = InputKind.text
  /// What is written; nil is `record` for records and `value` for the others.
  package var output: OutputKind?
  /// How records are written.
  package var recordFormat = LineFormat.json
  /// The contract of outputs whose record has none; nil lets any JSON conform.
  package var contract: Contract?
  /// The contract of whole answers (chat, sse, batch); nil takes ``contract``.
  package var completion: CompletionContract?
  /// The contracts of single answers of a batch, by `custom_id`; the others take
  /// ``completion``.
  package var batch: [String: CompletionContract]
  /// What happens to the structured parts of a stream while it runs.
  package var stream: StreamJudge.Mode
  /// When a stream is given up before its end.
  package var abortPolicy: AbortPolicy
  /// Permitted repairs, for contracts that come with a record.
  package var policy: Policy
  /// How calls are asked to be written, for contracts that come with a record; nil: any form.
  package var form: Form?
  /// How schemas that come with a record are read.
  package var schemaOptions: SchemaOptions
  /// The model of outputs that do not name one; only passed on to the records written.
  package var model: String?
  /// The provider of outputs that do not name one; only passed on to the records written.
  package var provider: String?
  /// Longest output, or line of a record, in bytes. A longer one is `unreadable` and is skipped
  /// without being held.
  package var maximumOutputBytes: Int
  /// Threads that judge. With one, everything happens on the caller's thread.
  package var jobs: Int
  /// What is kept of the outputs; nil keeps nothing.
  package var recording: RecordingOptions?
  /// Ends the reading of inputs; what was read before is judged and written.
  package var stop: StopSignal?

  package init(
    input: InputKind? = nil, output: OutputKind? = nil, contract: Contract? = nil,
    completion: CompletionContract? = nil, batch: [String: CompletionContract] = [:],
    stream: StreamJudge.Mode = .hold, abortPolicy: AbortPolicy = .arguments,
    policy: Policy = Policy(), form: Form? = nil,
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
    self.abortPolicy = abortPolicy
    self.policy = policy
    self.form = form
    self.schemaOptions = schemaOptions
    self.model = model
    self.provider = provider
    self.maximumOutputBytes = maximumOutputBytes
    self.jobs = jobs
    self.recording = recording
  }
}
