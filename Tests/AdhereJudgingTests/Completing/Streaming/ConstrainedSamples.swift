import AdhereTestSupport

/// Values with schemas that they conform to, of the keywords that a beginning can break.
struct ConstrainedSample {
  var tree: JSONTree
  var schema: JSONTree

  static func make(_ random: inout SplitMix64) -> ConstrainedSample {
    while true {
      let tree = Values.tree(&random, depth: 1 + random.below(3))
      guard case .object = tree else { continue }
      return ConstrainedSample(tree: tree, schema: schema(tree, &random))
    }
  }

  private static func schema(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    let own = exact(tree, &random)
    switch random.below(9) {
    case 0: return .object([.init("allOf", .array([own, .object([])]))])
    case 1: return .object([.init("anyOf", .array([type("null"), own]))])
    case 2:
      let other = exact(Values.scalar(&random), &random)
      return .object([.init("anyOf", .array([other, own]))])
    default: return own
    }
  }

  private static func exact(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    switch tree {
    case .null: return type("null")
    case .bool: return type("boolean")
    case .number(let digits):
      // Limits where the value is surely between them.
      guard !digits.contains("e"), !digits.contains("E"), digits.count < 8 else {
        return type("number")
      }
      var members: [JSONTree.Member] = [.init("type", .string("number"))]
      if random.one(in: 2) { members.append(.init("maximum", .number("2024"))) }
      if random.one(in: 3) { members.append(.init("minimum", .number("-3"))) }
      return .object(members)
    case .string(let text):
      if random.one(in: 3) {
        return .object([
          .init("enum", .array([.string("red"), .string(text), .string("blue-ish")]))
        ])
      }
      return .object([
        .init("type", .string("string")),
        .init("maxLength", .number("\(text.unicodeScalars.count)")),
      ])
    case .array(let elements):
      var members: [JSONTree.Member] = [.init("type", .string("array"))]
      if random.one(in: 2) { members.append(.init("maxItems", .number("\(elements.count)"))) }
      if !elements.isEmpty {
        members.append(
          .init("prefixItems", .array(elements.map { schema($0, &random) })))
      }
      return .object(members)
    case .object(let list):
      var members: [JSONTree.Member] = [
        .init("type", .string("object")),
        .init("properties", .object(list.map { .init($0.key, schema($0.value, &random)) })),
      ]
      let required = list.filter { _ in random.one(in: 2) }.map { JSONTree.string($0.key) }
      if !required.isEmpty { members.append(.init("required", .array(required))) }
      if random.one(in: 2) { members.append(.init("additionalProperties", .bool(false))) }
      return .object(members)
    }
  }

  private static func type(_ name: String) -> JSONTree { .object([.init("type", .string(name))]) }

  /// The same with something changed that a model could get wrong.
  static func damaged(_ tree: JSONTree, _ random: inout SplitMix64) -> JSONTree {
    switch tree {
    case .object(var members):
      if members.isEmpty || random.one(in: 5) {
        let key = random.pick(["extra", "a_very_long_key", "Name", "x"])
        guard !members.contains(where: { $0.key == key }) else { return tree }
        members.insert(
          .init(key, Values.tree(&random, depth: random.below(2))),
          at: random.below(members.count + 1))
      } else {
        let i = random.below(members.count)
        members[i] = .init(members[i].key, damaged(members[i].value, &random))
      }
      return .object(members)
    case .array(var elements):
      if elements.isEmpty || random.one(in: 3) {
        elements.append(Values.scalar(&random))
      } else {
        let i = random.below(elements.count)
        elements[i] = damaged(elements[i], &random)
      }
      return .array(elements)
    case .number: return random.one(in: 2) ? .number("99999") : Values.tree(&random, depth: 1)
    case .string(let text):
      return random.one(in: 2) ? .string(text + "longer") : Values.tree(&random, depth: 1)
    case .null, .bool: return Values.tree(&random, depth: 1)
    }
  }
}
