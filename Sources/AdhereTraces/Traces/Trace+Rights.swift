public import AdherePlatform

extension Trace {
  /// What may be done with the trace.
  public struct Rights: Sendable, Equatable {
    /// Licence of the content, such as an SPDX identifier.
    public var licence: String?
    /// Whether the person whose content it is agreed to training; nil where that is not known.
    public var consent: Bool?
    /// When it has to be deleted at the latest.
    public var retainUntil: Timestamp?

    /// Nil leaves a right undecided.
    public init(licence: String? = nil, consent: Bool? = nil, retainUntil: Timestamp? = nil) {
      self.licence = licence
      self.consent = consent
      self.retainUntil = retainUntil
    }
  }
}
