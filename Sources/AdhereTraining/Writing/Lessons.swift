/// What a dataset teaches beside what it is meant to, told from where its answers come from.
enum Lessons {
  /// - Parameter calling: rows whose answer calls a tool.
  static func cautions(
    _ summary: ExportSummary, _ target: Target, _ options: CurationOptions, calling: Int
  ) -> [String] {
    guard summary.rows > 0 else { return [] }
    var cautions: [String] = []
    let passing = summary.origins[Example.Origin.passing.rawValue] ?? 0
    let noCall = summary.origins[Example.Origin.noCall.rawValue] ?? 0
    switch target.kind {
    case .reinforcement: return []
    case .evaluation:
      guard summary.failed == summary.rows else { return [] }
      return [
        "every case failed when it was kept: a second sample of the same model passes many of them by "
          + "chance, and any later model looks better than it is; keep what passes, too (adhere "
          + "filter --sample-valid 1)"
      ]
    case .preference:
      if calling > 0 {
        cautions.append(
          "every pair prefers a call: it teaches to call a tool where none fits; train on a mix "
            + "first (--target \(target.name.replacing("dpo", with: "sft")) --mix), and take the "
            + "pairs from the model that comes of it")
      }
      return cautions
    case .supervised, .unpaired: break
    }
    let keep = "keep what passes (adhere filter --sample-valid 1) and give it its share"
    if calling > 0, noCall == 0 {
      cautions.append(
        "every row calls a tool: it teaches to call one where none fits; \(keep) (adhere export "
          + "--mix, or --no-call)")
    }
    if passing + noCall == 0 {
      cautions.append(
        "no row passed as it came: it teaches hard cases alone; \(keep) (adhere export --mix, or "
          + "--passing)")
    }
    guard options.isMix else { return cautions }
    for (origin, count, wanted) in [
      ("passing", passing, options.passingShare), ("no_call", noCall, options.noCallShare),
    ] where count > 0 && Double(count) < wanted * Double(summary.rows) / 2 {
      cautions.append(
        "the mix is short of \(origin): \(count) rows of \(summary.rows), where \(Int(wanted * 100)) "
          + "in a hundred are recommended; \(keep)")
    }
    return cautions
  }
}
