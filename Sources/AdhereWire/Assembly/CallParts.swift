internal import AdhereJSON

/// What one entry of `tool_calls`, or a `function_call`, says.
struct CallParts {
  var hint = CallIdentity.Hint()
  /// Node of the name, where the hint has one.
  var nameNode: Int?
  /// Node of the arguments, which may be null; nil where they are missing.
  var arguments: Int?

  init(_ tape: Tape, _ entry: Int) {
    // One pass over the usual members; everything else is looked up where it is needed.
    var function: Int?
    var next = entry + 1
    let end = tape.next(after: entry)
    while next < end {
      let key = next
      let value = key + 1
      next = tape.next(after: value)
      if tape.kind(value) == .null { continue }
      switch tape.text(key).count {
      case 2 where tape.isText(key, "id"):
        if let id = tape.string(value), !id.isEmpty { hint.id = id }
      case 5 where tape.isText(key, "index"): hint.index = tape.integer(value)
      case 8 where tape.isText(key, "function"): function = value
      default: break
      }
    }
    // Fireworks' own type lets `function` be a string: the name.
    if let function, tape.kind(function) == .string {
      nameNode = function
    }
    let inner = function.flatMap { tape.kind($0) == .object ? $0 : nil } ?? entry
    nameNode = nameNode ?? tape.field("name", of: inner)
    hint.name = tape.string(nameNode)
    if hint.name?.isEmpty == true { hint.name = nil }
    arguments =
      tape.field("arguments", of: inner) ?? tape.field("arguments", of: entry)
      ?? tape.field("parameters", of: inner) ?? tape.member("arguments", of: inner)
    if let node = arguments {
      switch tape.kind(node) {
      case .string: hint.hasArguments = !tape.text(node).isEmpty
      case .null: hint.hasArguments = false
      default: hint.hasArguments = true
      }
    }
  }
}
