import AdhereBytes

/// A row that may be in the dataset, with what decides over it.
struct Candidate: Sendable {
  var row: CandidateRow
  /// Its hash: what makes it the same as another row.
  var identity: UInt64
  /// The identity of the row that would teach the opposite.
  var opposite: UInt64?
  /// What caps count it under.
  var tool: UInt64
  var failure: UInt64
  var schema: UInt64
  /// For finding near duplicates; nil where they are not looked for.
  var signature: MinHash?
}

/// A row as it waits for the choice among all rows, which depends on their number.
struct CandidateRow: Sendable {
  var origin: Example.Origin
  /// Chooses between rows of one origin.
  var order: UInt64
  /// What goes into one split with it.
  var group: UInt64
  var prompt: UInt64
  /// What it holds, in bytes.
  var size: Size
  /// Tokens of the longest sequence that a trainer makes of it, estimated.
  var length: Int
  /// It holds numbers with fractions, on their way through `datasets`.
  var hasReals: Bool
  var text: Text

  struct Size: Sendable {
    var content = 0
    var tools = 0
    var arguments = 0

    static func += (sum: inout Size, other: Size) {
      sum.content += other.content
      sum.tools += other.tools
      sum.arguments += other.arguments
    }
  }

  struct Text: Sendable {
    /// The row itself.
    var json: [UInt8]
    /// SHA-256 of it, hexadecimal.
    var digest: [UInt8]
    /// The members of its provenance that do not depend on where it ends up.
    var provenance: [UInt8]
    var model: [UInt8]
    var tool: [UInt8]
    var failure: [UInt8]
  }

  /// SHA-256 of a row, hexadecimal.
  static func digest(of json: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(json)
    return Array(Hex.string(hash.finish()).utf8)
  }
}
