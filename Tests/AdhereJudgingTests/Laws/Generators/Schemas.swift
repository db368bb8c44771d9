import AdhereJSON
import AdhereTestSupport

/// Schemas that a given value conforms to.
enum Schemas {
  static func around(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    let schema = inner(tree, &random)
    guard random.one(in: 12) else { return schema }
    return .object([
      .init("$defs", .object([.init("t", schema)])), .init("$ref", .string("#/$defs/t")),
    ])
  }

  private static func inner(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    if random.one(in: 15) { return .object([]) }
    let schema = exact(tree, &random)
    guard random.one(in: 12) else { return schema }
    return .object([.init("anyOf", .array([type("null"), schema]))])
  }

  private static func exact(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    switch tree {
    case .null: return type("null")
    case .bool: return type("boolean")
    case .number(let digits):
      let isInteger = DecimalNumber(digits)!.isInteger
      return type(isInteger && !random.one(in: 3) ? "integer" : "number")
    case .string(let text):
      if random.one(in: 4) {
        let others = ["red", "green", text + "s"].filter { $0 != text }
        return .object([.init("enum", .array((others + [text]).map { .string($0) }))])
      }
      return type("string")
    case .array(let elements):
      guard let first = elements.first, !random.one(in: 5) else { return type("array") }
      let items = inner(first, &random)
      if elements.count == 1 {
        return .object([.init("type", .string("array")), .init("items", items)])
      }
      return .object([
        .init("type", .string("array")), .init("prefixItems", .array([items])),
      ])
    case .object(let members): return object(members, &random)
    }
  }

  private static func object(_ members: [JSONTree.Member], _ random: inout SplitMix64) -> JSONTree {
    var properties = members.map { JSONTree.Member($0.key, inner($0.value, &random)) }
    if random.one(in: 2) { properties.append(.init("extra", type("integer"))) }
    var schema: [JSONTree.Member] = [
      .init("type", .string("object")), .init("properties", .object(properties)),
    ]
    let required = members.filter { _ in !random.one(in: 3) }.map { JSONTree.string($0.key) }
    if !required.isEmpty { schema.append(.init("required", .array(required))) }
    if random.one(in: 2) { schema.append(.init("additionalProperties", .bool(false))) }
    return .object(schema)
  }

  /// A tool as providers take it.
  static func declaration(_ tool: Sample.Tool, closed: Bool) -> JSONTree {
    var schema: [JSONTree.Member] = [
      .init("type", .string("object")),
      .init("properties", .object(tool.parameters.map { .init($0.name, type($0.type)) })),
    ]
    let required = tool.parameters.prefix(tool.required)
    schema.append(.init("required", .array(required.map { .string($0.name) })))
    if closed { schema.append(.init("additionalProperties", .bool(false))) }
    return .object([
      .init("type", .string("function")),
      .init(
        "function",
        .object([.init("name", .string(tool.name)), .init("parameters", .object(schema))])),
    ])
  }

  private static func type(_ name: String) -> JSONTree { .object([.init("type", .string(name))]) }
}
