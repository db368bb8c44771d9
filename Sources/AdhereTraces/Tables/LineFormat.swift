package import AdhereJSON

/// How records and traces are written as lines.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum LineFormat: String, Sendable, CaseIterable {
  /// JSON objects that leave out what is absent (`schemas/record-output.schema.json`,
  /// `schemas/record-trace.schema.json`).
  case json
  /// Rows whose columns have fixed types (`schemas/record-table.schema.json`,
  /// `schemas/trace-table.schema.json`).
  case table
}

extension Trace {
  /// The trace as a line without its end.
  ///
  /// - Parameter scratch: an empty writer, for the steps between.
  package func append(
    as format: LineFormat, to writer: inout JSONWriter, _ scratch: inout JSONWriter
  ) {
    switch format {
    case .json: writer.append(self)
    case .table:
      scratch.removeAll()
      scratch.append(self)
      TableForm.trace.append(scratch.bytes, to: &writer)
    }
  }
}
