public import AdhereTraces
import AdhereJudging

/// How a dataset is made.
public struct ExportOptions: Sendable {
  public var admission: AdmissionOptions
  /// Which traces of files are asked for. A store is asked for them itself.
  public var selection = TraceSelection()
  /// Makes secrets and personal data unreadable in traces whose writer did not; rows are judged
  /// after that. Nil: traces stand in the rows as they are.
  public var redactor: Redactor? = Redactor()
  public var curation = CurationOptions()
  /// Evaluation cases that must not be trained on.
  public var against = Decontamination()
  /// Begin another file where one would grow beyond this; nil: the target's own limit.
  public var shardBytes: Int?

  public init(admission: AdmissionOptions) { self.admission = admission }
}
