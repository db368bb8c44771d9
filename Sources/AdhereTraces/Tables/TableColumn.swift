/// A column of the table form: what it is called, which member of a record it holds, and its type,
/// which is the same in every line.
package struct TableColumn: Sendable, Equatable {
  /// What stands in a column.
  package indirect enum Kind: Sendable, Equatable {
    /// What a string says; null for anything else.
    case text
    /// What a string says, or the JSON text of what else is there.
    case label
    /// A time of RFC 3339.
    case time
    case integer
    case boolean
    /// The JSON text of any value.
    case json
    /// The JSON text of an array; null for anything else.
    case array
    /// Strings.
    case texts
    /// The first number of a span, and the second.
    case spanStart, spanEnd
    /// An object with these members.
    case structure([TableColumn])
    /// Objects with these members.
    case list([TableColumn])
    /// An object whose members are counts, as objects of a name and a count.
    case counts
  }

  package let name: String
  /// The member of the record.
  let member: String
  package let kind: Kind

  /// - Parameter member: nil where it is called as the column is.
  init(_ name: String, _ kind: Kind, of member: String? = nil) {
    self.name = name
    self.member = member ?? name
    self.kind = kind
  }

  /// What ``Kind/counts`` holds.
  package static let countColumns = [
    TableColumn("name", .text), TableColumn("count", .integer),
  ]
}
