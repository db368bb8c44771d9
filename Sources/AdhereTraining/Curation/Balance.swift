/// Weights of rows, so that every group of them counts the same in sum: a tool that fails all the
/// time would otherwise be most of what is learnt.
struct Balance {
  private let group: CurationOptions.Group
  private var counts: [[UInt8]: Int] = [:]
  private var total = 0
  /// Groups beyond this count as one.
  private static let mostGroups = 100_000

  init(_ group: CurationOptions.Group) { self.group = group }

  mutating func count(_ row: CandidateRow) {
    total += 1
    counts[key(row), default: 0] += 1
  }

  /// The weight of a row in thousandths: 1 in the mean, 0.1 to 10.
  private func weight(_ row: CandidateRow) -> Int {
    let count = counts[key(row)] ?? total
    let weight = Double(total) / (Double(counts.count) * Double(max(1, count)))
    return Int((min(10, max(0.1, weight)) * 1000).rounded())
  }

  /// Gives a row its weight, as its last member.
  func weigh(_ row: inout CandidateRow) {
    let thousandths = weight(row)
    let digits = String(thousandths % 1000)
    let fraction = String(repeating: "0", count: 3 - digits.count) + digits
    row.text.json.removeLast()
    row.text.json += #","weight":\#(thousandths / 1000).\#(fraction)}"#.utf8
    row.text.digest = CandidateRow.digest(of: row.text.json)
  }

  private func key(_ row: CandidateRow) -> [UInt8] {
    let key =
      switch group {
      case .tool: row.text.tool
      case .failure: row.text.failure
      case .model: row.text.model
      }
    return counts[key] != nil || counts.count < Self.mostGroups ? key : Array("other".utf8)
  }
}
