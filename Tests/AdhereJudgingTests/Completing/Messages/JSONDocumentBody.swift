import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereWire

/// A line of a batch, as the filter reads it.
enum JSONDocumentBody {
  static func read(_ line: [UInt8]) throws -> ChatBody {
    try JSONDocument(line, options: .anyDepth).withTape { BatchResult($0).body }
  }

  static func applied(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
    Edits.apply(edits, to: bytes)
  }
}
