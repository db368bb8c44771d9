import AdhereJSON

/// Writes a record from the columns of a row.
struct TableRecord {
  let tape: Tape
  var writer = JSONWriter()

  mutating func append(_ columns: [TableColumn], of row: TraceFields) throws(TraceError) {
    for column in columns {
      switch column.kind {
      case .text, .time:
        guard let text = try row.bytes(column.name) else { continue }
        writer.key(column.member)
        writer.string(text)
      case .label: throw TraceError("rows of records are not read")
      case .integer:
        guard let number = try row.int(column.name) else { continue }
        writer.member(column.member, number)
      case .boolean:
        guard let truth = try row.bool(column.name) else { continue }
        writer.key(column.member)
        writer.bool(truth)
      case .json, .array:
        guard let json = try row.bytes(column.name) else { continue }
        guard (try? JSONDocument(json, options: .anyDepth)) != nil else {
          throw TraceError("`\(row.place)\(column.name)` must be the text of JSON")
        }
        writer.key(column.member)
        json.withUnsafeBufferPointer { writer.appendValue($0, onOneLine: true) }
      case .texts:
        guard row.json(column.name) != nil else { continue }
        let texts = try row.strings(column.name)
        writer.key(column.member)
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
      case .spanStart:
        guard let start = try row.int(column.name) else { continue }
        writer.key(column.member)
        writer.beginArray()
        writer.int(start)
      case .spanEnd:
        guard let end = try row.int(column.name) else { continue }
        writer.int(end)
        writer.endArray()
      case .structure(let columns):
        guard let object = try row.object(column.name) else { continue }
        writer.key(column.member)
        writer.beginObject()
        try append(columns, of: object)
        writer.endObject()
      case .list(let columns):
        guard row.json(column.name) != nil else { continue }
        writer.key(column.member)
        writer.beginArray()
        for item in try row.objects(column.name) {
          writer.beginObject()
          try append(columns, of: item)
          writer.endObject()
        }
        writer.endArray()
      case .counts:
        guard row.json(column.name) != nil else { continue }
        writer.key(column.member)
        writer.beginObject()
        for item in try row.objects(column.name) {
          writer.member(try item.string("name") ?? "", try item.int("count") ?? 0)
        }
        writer.endObject()
      }
    }
  }

  /// Columns that somebody added, such as those of a partition: members of their own.
  mutating func appendMembers(besides names: Set<String>) {
    for key in tape.children(of: 0) where tape.kind(key + 1) != .null {
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      guard !names.contains(name) else { continue }
      writer.key(name)
      writer.raw(tape.source(key + 1))
    }
  }

  /// - Parameters:
  ///   - extra: the text of an object.
  ///   - known: members that columns have.
  mutating func append(extra: [UInt8], besides known: Set<String>) throws(TraceError) {
    guard let document = try? JSONDocument(extra, options: .anyDepth),
      document.withTape({ $0.kind(0) == .object })
    else { throw TraceError("`extra` must be the text of a JSON object") }
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    for key in tape.children(of: 0) {
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      guard !known.contains(name) else {
        throw TraceError("`extra` holds `\(name)`, which has a column of its own")
      }
      writer.key(name)
      writer.raw(tape.source(key + 1))
    }
  }
}
