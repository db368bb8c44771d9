import AdhereJSON

/// A candidate as the JSON that it is.
struct ReadCandidate {
  let candidate: JSONCandidate
  let document: JSONDocument
  /// The value's canonical form.
  let form: [UInt8]

  init(candidate: JSONCandidate, document: JSONDocument) {
    self.candidate = candidate
    self.document = document
    form = document.withTape { Canonical.form($0) }
  }
}
