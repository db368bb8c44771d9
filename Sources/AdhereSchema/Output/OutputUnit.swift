/// What came of one schema, or of one keyword in it, at one value. Units are kept in the order
/// they are met, each before what is inside it, as nodes are on a tape: trees as deep as the
/// instance then need no recursion.
struct OutputUnit {
  /// An annotation's value.
  enum Annotation {
    /// The keyword's value as the schema has it.
    case written
    case flag
    /// Names of members, by their key nodes.
    case names([Int])
    case positions([Int])
    case position(Int)
  }

  var isSchema: Bool
  var isValid = true
  var parent: Int
  /// Index of the first unit that is not inside this one.
  var end = 0
  /// What the locations have more than the parent's: a JSON Pointer, mostly of one token.
  var token: String
  var instanceToken: String
  /// The schema object, or the keyword's value.
  var source: UInt32
  var node: UInt32
  /// Index of the schema resource.
  var resource: UInt32
  /// The schema does not lie where the reference to it does.
  var isReferred = false
  var errors: [ViolationDetail] = []
  var annotation: Annotation?
}
