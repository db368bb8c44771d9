package import AdhereJSON

/// Records in lines whose columns have fixed types, for whatever reads JSON Lines into a table:
/// PyArrow, pandas, Polars, DuckDB, Spark, Ray, PostgreSQL.
///
/// Every column stands in every line, in one order; what is absent is null. What may be any JSON is
/// a text that holds it, so that numbers keep their digits.
package struct TableForm: Sendable {
  /// The version of the form, which its first column says.
  package static let version = 1

  /// All columns, the version before them and ``lastColumns`` behind them included.
  package let columns: [TableColumn]
  private let members: [TableColumn]
  private let known: Set<String>
  private let names: Set<String>

  /// Columns of every form: members that it does not know, as a JSON object; and the whole record,
  /// where texts hold what tables cannot: a NUL or half a surrogate pair, which stand as U+2400 and
  /// U+FFFD in their columns.
  private static let lastColumns = [TableColumn("extra", .json), TableColumn("exact", .json)]

  init(_ members: [TableColumn]) {
    self.members = members
    columns = [TableColumn("table_version", .integer)] + members + TableForm.lastColumns
    known = Set(members.map(\.member))
    names = Set(columns.map(\.name))
  }

  // MARK: - Writing

  /// Writes a record as a row, on one line and without its end.
  ///
  /// - Parameter record: a JSON object on one line.
  package func append(_ record: [UInt8], to writer: inout JSONWriter) {
    guard let document = try? JSONDocument(record, options: .anyDepth) else {
      assertionFailure("a record is JSON")
      return
    }
    document.withTape { tape in
      var row = TableRow(tape: tape, writer: writer)
      row.writer.beginObject()
      row.writer.member("table_version", TableForm.version)
      for column in members { row.append(column, of: 0) }
      row.writer.key("extra")
      row.appendMembers(besides: known)
      row.writer.key("exact")
      if row.isInexact { row.writer.string(record) } else { row.writer.null() }
      row.writer.endObject()
      writer = row.writer
    }
  }

  // MARK: - Reading

  /// Whether a line is a row of this form.
  package static func isRow(_ tape: Tape) -> Bool {
    tape.kind(0) == .object && tape.member("table_version", of: 0) != nil
  }

  /// The record in a row beside its columns, which must be that of the columns.
  private static func exact(_ json: [UInt8], _ row: TraceFields) throws(TraceError) -> [UInt8] {
    guard let document = try? JSONDocument(json, options: .anyDepth) else {
      throw TraceError("`exact` must be the text of JSON: the row does not hold a trace")
    }
    defer { withExtendedLifetime(document) {} }
    let record = TraceFields(tape: document.tape)
    for name in ["id", "outcome", "time"] where try record.bytes(name) != row.bytes(name) {
      throw TraceError("`exact` has another `\(name)` than the row")
    }
    return json
  }

  /// The record of a row, JSON text.
  ///
  /// - Throws: ``TraceError`` where the row is of a version that is not known, or a column holds
  ///   what it cannot.
  package func record(_ tape: Tape) throws(TraceError) -> [UInt8] {
    let fields = TraceFields(tape: tape)
    guard let version = try fields.int("table_version"), version == TableForm.version else {
      throw TraceError(
        "`table_version` is none that this adhere reads (\(TableForm.version)): use a newer one")
    }
    if let exact = try fields.bytes("exact") { return try TableForm.exact(exact, fields) }
    var record = TableRecord(tape: tape)
    record.writer.beginObject()
    try record.append(members, of: fields)
    if let extra = try fields.bytes("extra") { try record.append(extra: extra, besides: known) }
    record.appendMembers(besides: names)
    record.writer.endObject()
    return record.writer.bytes
  }
}
