import AdhereJSON

/// A candidate as the JSON that it is.
struct ReadCandidate {
  let candidate: JSONCandidate
  let document: JSONDocument
  /// The value's canonical form, made each time: it takes longer than reading the value.
  var form: [UInt8] { document.withTape { Canonical.form($0) } }
}
