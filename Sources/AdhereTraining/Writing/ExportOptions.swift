public import AdhereTraces

/// How a dataset is made.
public struct ExportOptions: Sendable {
  /// Which traces may be trained on.
  public var admission: AdmissionOptions
  /// Which traces of files are wanted. A store chooses its own by its query.
  public var selection = TraceSelection()
  /// Makes secrets and personal data unreadable in traces whose writer did not; rows are judged
  /// after that. Nil: traces stand in the rows as they are.
  public var redactor: Redactor? = Redactor()
  /// Which rows of those traces are in the dataset.
  public var curation = CurationOptions()
  /// Evaluation cases that must not be trained on.
  public var against = Decontamination()
  /// Begin another file where one would grow beyond this; nil: the target's own limit.
  public var shardBytes: Int?

  /// The defaults, which redact and drop nine tenths of what passed as it came.
  public init(admission: AdmissionOptions) { self.admission = admission }
}
