import AdhereJSON

/// What a tool's schema says of the parameters that a call gives as tags.
struct TagParameters {
  let tool: ToolTable.Tool
  /// Where the schema is.
  let document: JSONDocument

  /// What a value of a schema can be.
  enum Kind {
    /// Text, or anything.
    case text
    case list, object
  }

  /// Whether `properties` names the parameter.
  func declares(_ name: [UInt8]) -> Bool { tool.parameters.contains { $0.name == name } }

  /// Whether a call without the parameter does not conform.
  func requires(_ name: [UInt8]) -> Bool {
    guard let schema = tool.schema else { return false }
    let tape = document.tape
    guard let list = tape.member("required", of: schema) else { return false }
    return tape.children(of: list).contains {
      tape.kind($0) == .string && StringText.decode(tape, $0) == name
    }
  }

  /// Whether null conforms, and then stands for the word.
  func takesNull(_ name: [UInt8]) -> Bool {
    tool.parameters.contains { $0.name == name && $0.acceptsNull }
  }

  /// The schema of the parameter.
  func schema(of name: [UInt8]) -> Int? { tool.schema.flatMap { property(name, of: $0) } }

  /// The schema that `properties` has under a name.
  func property(_ name: [UInt8], of schema: Int) -> Int? {
    let tape = document.tape
    guard tape.kind(schema) == .object,
      let properties = tape.member("properties", of: schema), tape.kind(properties) == .object
    else { return nil }
    for key in tape.children(of: properties) where StringText.decode(tape, key) == name {
      return key + 1
    }
    return nil
  }

  /// The schema of a list's elements.
  func items(of schema: Int) -> Int? {
    document.tape.kind(schema) == .object ? document.tape.member("items", of: schema) : nil
  }

  /// What the schema takes, going by its `type` alone.
  func kind(of schema: Int) -> Kind {
    let tape = document.tape
    guard tape.kind(schema) == .object, let type = tape.member("type", of: schema) else {
      return .text
    }
    var kind: Kind?
    for item in tape.kind(type) == .array ? Array(tape.children(of: type)) : [type]
    where tape.kind(item) == .string {
      switch StringText.decode(tape, item) {
      case Array("array".utf8): kind = kind ?? .list
      case Array("object".utf8): kind = kind ?? .object
      case Array("null".utf8): break
      default: return .text
      }
    }
    return kind ?? .text
  }
}
