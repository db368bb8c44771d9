/// How a dataset is made.
public struct ExportOptions: Sendable {
  public var admission: AdmissionOptions
  public var curation = CurationOptions()
  /// Evaluation cases that must not be trained on.
  public var against = Decontamination()
  /// Begin another file where one would grow beyond this; nil: the target's own limit.
  public var shardBytes: Int?

  public init(admission: AdmissionOptions) { self.admission = admission }
}
