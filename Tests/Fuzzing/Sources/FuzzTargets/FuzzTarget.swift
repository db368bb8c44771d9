/// What reads bytes from outside: one input each, and what has to hold whatever the bytes are. Where
/// it does not, the process ends.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A model's output, under contracts of every kind.
  case judge
  /// A document in which the input says which marks are damaged.
  case nearest
  /// A stream of server-sent events.
  case events
  /// An answer of any API, as a body or a stream.
  case bodies
  /// A JSON Schema.
  case schema
  /// A pattern, and a text for it.
  case pattern
  /// A line of a file of traces.
  case traceLine = "trace-line"
  /// A store in which the input says what is overwritten.
  case store
  /// A text with secrets.
  case redactor
  /// Headers that say how long to wait.
  case retryHint = "retry-hint"

  /// Runs one input.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .judge: JudgeTarget.run(bytes)
    case .nearest: NearestTarget.run(bytes)
    case .events: EventsTarget.run(bytes)
    case .bodies: BodiesTarget.run(bytes)
    case .schema: SchemaTarget.run(bytes)
    case .pattern: PatternTarget.run(bytes)
    case .traceLine: TraceLineTarget.run(bytes)
    case .store: StoreTarget.run(bytes)
    case .redactor: RedactorTarget.run(bytes)
    case .retryHint: RetryHintTarget.run(bytes)
    }
  }
}
