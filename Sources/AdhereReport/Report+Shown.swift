/// What of a report fits on a screen or a page: a store may have counted a hundred thousand models.
extension Report {
  /// Rows of the longest table; JSON has them all.
  static let longestTable = 200

  /// The rows with the most outputs, of days the latest, in the order of the table.
  var shownRows: [Row] {
    guard rows.count > Report.longestTable else { return rows }
    if grouping == .day { return rows.suffix(Report.longestTable) }
    let places = rows.indices.sorted { (rows[$1].judged, $0) < (rows[$0].judged, $1) }
    return places.prefix(Report.longestTable).sorted().map { rows[$0] }
  }

  /// What is said of the rows that are not shown; nil where all are.
  var leftOut: String? {
    let shown = shownRows
    guard shown.count < rows.count else { return nil }
    let judged = rows.reduce(0) { $0 + $1.judged } - shown.reduce(0) { $0 + $1.judged }
    let count = Figures.count(rows.count - shown.count)
    return "\(count) more, with \(Figures.count(judged)) outputs, are in the report as JSON."
  }
}
