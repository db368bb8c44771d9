import AdhereBytes
import AdhereJSON

/// Writes the columns of one row.
struct TableRow {
  let tape: Tape
  var writer: JSONWriter
  /// A text was written that says less than the record's.
  private(set) var isInexact = false

  /// - Parameter object: which holds the member.
  mutating func append(_ column: TableColumn, of object: Int) {
    writer.key(column.name)
    var name = column.member
    guard let node = name.withUTF8({ tape.member($0, of: object) }) else { return writer.null() }
    append(node, column.kind)
  }

  private mutating func append(_ node: Int, _ kind: TableColumn.Kind) {
    let type = tape.kind(node)
    switch kind {
    case .text where type == .string, .label where type == .string, .time where type == .string:
      append(text: StringText.decode(tape, node))
    case .label where type != .null, .json: writer.string(tape.source(node))
    case .array where type == .array: writer.string(tape.source(node))
    case .integer where type == .number: writer.raw(tape.source(node))
    case .boolean where type == .true || type == .false: writer.bool(type == .true)
    case .texts where type == .array:
      writer.beginArray()
      for text in tape.children(of: node) { append(text, .text) }
      writer.endArray()
    case .spanStart where type == .array, .spanEnd where type == .array:
      let ends = Array(tape.children(of: node))
      let end = kind == .spanStart ? ends.first : ends.dropFirst().first
      if let end { append(end, .integer) } else { writer.null() }
    case .structure(let columns) where type == .object: append(columns, of: node)
    case .list(let columns) where type == .array:
      writer.beginArray()
      for item in tape.children(of: node) { append(columns, of: item) }
      writer.endArray()
    case .counts where type == .object:
      writer.beginArray()
      for key in tape.children(of: node) {
        writer.beginObject()
        writer.key("name")
        append(text: StringText.decode(tape, key))
        writer.key("count")
        append(key + 1, .integer)
        writer.endObject()
      }
      writer.endArray()
    default: writer.null()
    }
  }

  private mutating func append(_ columns: [TableColumn], of object: Int) {
    writer.beginObject()
    for column in columns { append(column, of: object) }
    writer.endObject()
  }

  /// Members that no column has, as the text of an object; null where there are none.
  mutating func appendMembers(besides known: Set<String>) {
    var rest = JSONWriter()
    rest.beginObject()
    for key in tape.children(of: 0) {
      let name = StringText.decode(tape, key)
      guard !known.contains(String(decoding: name, as: UTF8.self)) else { continue }
      rest.key(String(decoding: name, as: UTF8.self))
      rest.raw(tape.source(key + 1))
    }
    rest.endObject()
    if rest.bytes.count > 2 { writer.string(rest.bytes) } else { writer.null() }
  }

  private mutating func append(text: [UInt8]) {
    guard let first = text.indices.first(where: { TableRow.length(text, $0) != nil }) else {
      return writer.string(text)
    }
    isInexact = true
    var shown = Array(text[..<first])
    var i = first
    while i < text.count {
      if let length = TableRow.length(text, i) {
        shown += Array((length == 1 ? "\u{2400}" : "\u{FFFD}").utf8)
        i += length
      } else {
        shown.append(text[i])
        i += 1
      }
    }
    writer.string(shown)
  }

  /// How many bytes at `i` no table takes: a NUL, or half a surrogate pair as it is decoded.
  private static func length(_ text: [UInt8], _ i: Int) -> Int? {
    if text[i] == 0 { return 1 }
    return text[i] == 0xED && i + 2 < text.count && text[i + 1] >= 0xA0 ? 3 : nil
  }
}
