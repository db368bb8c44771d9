import AdhereJSON
import AdhereTraces

/// The definitions of a table form for those who read it, made of its columns: a JSON Schema, and
/// `CREATE TABLE` of databases.
struct TableDefinition {
  let name: String
  let title: String
  let form: TableForm

  static let all = [
    TableDefinition(
      name: "trace-table", title: "Trace in the table form, written with --traces-format table",
      form: .trace),
    TableDefinition(
      name: "record-table", title: "Record in the table form, written with --record-format table",
      form: .output),
  ]

  /// The files by their paths in the package.
  var files: [(path: String, text: String)] {
    [("schemas/\(name).schema.json", schema)]
      + Database.allCases.map { ("schemas/sql/\(name).\($0.rawValue).sql", sql($0)) }
  }

  // MARK: - JSON Schema

  private var schema: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "\(title)",
      "description": "One JSON object a line, with every column in every line and null for what is absent. Columns of JSON hold its text. Texts hold U+2400 for a NUL and U+FFFD for half a surrogate pair; exact has the whole record then.",
    \(TableDefinition.object(form.columns, "  "))
    }

    """
  }

  private static func object(_ columns: [TableColumn], _ indent: String) -> String {
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let members = columns.map { "\(indent)  \"\($0.name)\": \(type($0, indent + "  "))" }
    return """
      \(indent)"type": "object",
      \(indent)"required": [\(names)],
      \(indent)"additionalProperties": false,
      \(indent)"properties": {
      \(members.joined(separator: ",\n"))
      \(indent)}
      """
  }

  private static func type(_ column: TableColumn, _ indent: String) -> String {
    func nullable(_ type: String, _ more: String = "") -> String {
      #"{ "type": ["\#(type)", "null"]\#(more) }"#
    }
    func list(_ columns: [TableColumn]) -> String {
      """
      {
      \(indent)  "type": ["array", "null"],
      \(indent)  "items": {
      \(object(columns, indent + "    "))
      \(indent)  }
      \(indent)}
      """
    }
    return switch column.kind {
    case .text, .label: nullable("string")
    case .time: nullable("string", #", "format": "date-time""#)
    case .integer, .spanStart, .spanEnd: nullable("integer")
    case .boolean: nullable("boolean")
    case .json, .array: nullable("string", #", "contentMediaType": "application/json""#)
    case .texts: nullable("array", #", "items": { "type": "string" }"#)
    case .structure(let columns):
      """
      {
      \(indent)  "anyOf": [
      \(indent)    { "type": "null" },
      \(indent)    {
      \(object(columns, indent + "      "))
      \(indent)    }
      \(indent)  ]
      \(indent)}
      """
    case .list(let columns): list(columns)
    case .counts: list(TableColumn.countColumns)
    }
  }

  // MARK: - SQL

  enum Database: String, CaseIterable { case postgresql, duckdb, clickhouse }

  private func sql(_ database: Database) -> String {
    let table = name == "trace-table" ? "traces" : "records"
    let columns = form.columns.map { "  \"\($0.name)\" \(TableDefinition.type($0.kind, database))" }
    let list = columns.joined(separator: ",\n")
    switch database {
    case .postgresql:
      return """
        -- PostgreSQL. Lists and structures are json, which takes what jsonb refuses. To load a file:
        --   CREATE TEMP TABLE lines (line json);
        --   \\copy lines FROM 'file.jsonl' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')
        --   INSERT INTO \(table) SELECT r.* FROM lines, json_populate_record(NULL::\(table), line) r;
        CREATE TABLE \(table) (
        \(list)
        );

        """
    case .duckdb:
      let types = form.columns.map { "\($0.name): '\(TableDefinition.type($0.kind, database))'" }
      return """
        -- DuckDB. To load files:
        --   INSERT INTO \(table) SELECT * FROM read_json('*.jsonl', format = 'newline_delimited',
        --     maximum_object_size = 67108864, columns = {
        --     \(types.joined(separator: ",\n--     "))});
        CREATE TABLE \(table) (
        \(list)
        );

        """
    case .clickhouse:
      return """
        -- ClickHouse; not tested. To load a file: INSERT INTO \(table) FORMAT JSONEachRow
        CREATE TABLE \(table) (
        \(list)
        ) ENGINE = MergeTree ORDER BY tuple();

        """
    }
  }

  private static func type(_ kind: TableColumn.Kind, _ database: Database) -> String {
    func fields(_ columns: [TableColumn]) -> String {
      let quote = database == .clickhouse ? "`" : "\""
      return columns.map { "\(quote)\($0.name)\(quote) \(type($0.kind, database))" }
        .joined(separator: ", ")
    }
    switch (kind, database) {
    case (.counts, _): return type(.list(TableColumn.countColumns), database)
    case (.text, .postgresql), (.label, .postgresql), (.json, .postgresql), (.array, .postgresql):
      return "text"
    case (.time, .postgresql): return "timestamptz"
    case (.integer, .postgresql), (.spanStart, .postgresql), (.spanEnd, .postgresql):
      return "bigint"
    case (.boolean, .postgresql): return "boolean"
    case (_, .postgresql): return "json"
    case (.text, .duckdb), (.label, .duckdb), (.json, .duckdb), (.array, .duckdb): return "VARCHAR"
    case (.time, .duckdb): return "TIMESTAMPTZ"
    case (.integer, .duckdb), (.spanStart, .duckdb), (.spanEnd, .duckdb): return "BIGINT"
    case (.boolean, .duckdb): return "BOOLEAN"
    case (.texts, .duckdb): return "VARCHAR[]"
    case (.structure(let columns), .duckdb): return "STRUCT(\(fields(columns)))"
    case (.list(let columns), .duckdb): return "STRUCT(\(fields(columns)))[]"
    case (.text, _), (.label, _), (.json, _), (.array, _): return "Nullable(String)"
    case (.time, _): return "Nullable(DateTime64(3))"
    case (.integer, _), (.spanStart, _), (.spanEnd, _): return "Nullable(Int64)"
    case (.boolean, _): return "Nullable(Bool)"
    case (.texts, _): return "Array(String)"
    case (.structure(let columns), _): return "Tuple(\(fields(columns)))"
    case (.list(let columns), _): return "Array(Tuple(\(fields(columns))))"
    }
  }
}
