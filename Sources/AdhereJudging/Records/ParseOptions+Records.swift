package import AdhereJSON

extension ParseOptions {
  /// For records that hold JSON of others: its depth and its repeated keys are theirs.
  package static let anyDepth = ParseOptions(maximumDepth: .max, duplicateKeys: .ignore)
}
