@testable import AdhereProviders

/// Random schemas and instances over a few names, the same at each run.
struct SchemaDice {
  var state: UInt64
  /// 8 is 2019-09, 9 is 2020-12.
  var draft: Int
  /// Objects are closed, and their properties required.
  var isStrict: Bool

  private var dialect: String {
    draft < 8
      ? "http://json-schema.org/draft-0\(draft)/schema#"
      : "https://json-schema.org/draft/\(draft == 8 ? "2019-09" : "2020-12")/schema"
  }

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func pick(_ options: [String]) -> String { options[roll(options.count)] }

  mutating func root() -> String {
    var members = object(3)
    if roll(4) == 0 { members = anything(3) }
    members.append(
      ##""$defs":{"d":{\##(object(1).joined(separator: ","))},"e":\##(schema(1))\##(resource())}"##)
    if roll(8) == 0 { members.append(#""\#(draft < 6 ? "id" : "$id")":"https://e.com/s""#) }
    if draft >= 8, roll(3) == 0 { members.append(dynamicAnchor) }
    if draft < 9 || roll(2) == 0 { members.append(#""$schema":"\#(dialect)""#) }
    return "{\(members.joined(separator: ","))}"
  }

  mutating func schema(_ depth: Int) -> String {
    switch roll(12) {
    case 0: return draft < 6 ? "{}" : pick(["true", "false", "{}", "{}"])
    case 1: return ##"{"$ref":"#/$defs/\##(pick(["d", "e"]))"}"##
    case 2: return ##"{"$ref":"#/$defs/d",\##(anything(0).joined(separator: ","))}"##
    case 3...6: return "{\(object(depth).joined(separator: ","))}"
    default: return "{\(anything(depth).joined(separator: ","))}"
    }
  }

  private var dynamicAnchor: String {
    draft == 8 ? #""$recursiveAnchor":true"# : #""$dynamicAnchor":"n""#
  }

  /// A definition that is a resource of its own, mostly with an anchor for the way.
  private mutating func resource() -> String {
    guard draft >= 8, roll(3) == 0 else { return "" }
    var members = object(1) + [#""$id":"r""#]
    if roll(3) > 0 { members.append(dynamicAnchor) }
    return #","r":{\#(members.joined(separator: ","))}"#
  }

  /// A keyword that applies a schema to the value that is at hand, or asks what was evaluated.
  private mutating func applied(_ depth: Int) -> [String] {
    switch roll(draft < 8 ? 3 : 7) {
    case 0: return [#""not":\#(schema(depth - 1))"#]
    case 1:
      guard draft > 6 else { return [] }
      return [
        #""if":\#(schema(depth - 1))"#, #""\#(pick(["then", "else"]))":\#(schema(depth - 1))"#,
      ]
    case 2:
      guard draft > 4 else { return [] }
      var members = [#""contains":\#(schema(depth - 1))"#]
      if draft > 7, roll(3) == 0 {
        members.append(#""\#(pick(["min", "max"]))Contains":\#(roll(2))"#)
      }
      return members
    case 3: return [#""unevaluatedProperties":\#(pick(["false", "false", scalar()]))"#]
    case 4: return [#""unevaluatedItems":\#(pick(["false", "false", scalar()]))"#]
    case 5: return [#""dependentSchemas":{"a":\#(schema(depth - 1))}"#]
    default:
      return roll(4) == 0
        ? [##""$ref":"\##(pick(["r", "https://e.com/r", "#/$defs/r"]))""##]
        : [
          draft == 8
            ? ##""$recursiveRef":"#""## : ##""$dynamicRef":"\##(pick(["#n", "#n", "r#n"]))""##
        ]
    }
  }

  /// The values that `enum` and `const` list at any depth.
  static func listed(in schema: String) -> [String] {
    guard let root = try? schemaNode(schema) else { return [] }
    var found: [String] = []
    var work = [root]
    while let node = work.popLast() {
      for value in (node["enum"]?.items ?? []) + [node["const"]].compactMap({ $0 }) {
        let text = String(decoding: value.compact, as: UTF8.self)
        if !found.contains(text) { found.append(text) }
      }
      work += node.subschemas.map(\.node)
    }
    return found
  }

  /// Members of a schema of an object.
  mutating func object(_ depth: Int) -> [String] {
    var members: [String] = []
    if isStrict || roll(5) > 0 { members.append(#""type":"object""#) }
    let names = ["a", "b", "c"].filter { _ in roll(3) > 0 }
    if roll(10) == 0 { members.append(#""enum":[{},{"a":1},{"a":1,"b":{}},{"a":[["x"]]},"x"]"#) }
    if isStrict {
      let properties = names.map { "\"\($0)\":\(depth > 0 ? schema(depth - 1) : scalar())" }
      members.append(#""properties":{\#(properties.joined(separator: ","))}"#)
      if !names.isEmpty {
        members.append(#""required":[\#(names.map { "\"\($0)\"" }.joined(separator: ","))]"#)
      }
      members.append(#""additionalProperties":false"#)
      return members
    }
    if roll(6) > 0 {
      let properties = names.map { "\"\($0)\":\(depth > 0 ? schema(depth - 1) : scalar())" }
      members.append(#""properties":{\#(properties.joined(separator: ","))}"#)
    }
    if roll(2) == 0 {
      members.append(
        #""required":["c"\#(["a", "b"].filter { _ in roll(2) == 0 }.map { ",\"\($0)\"" }.joined())]"#
      )
    }
    if roll(3) == 0 {
      members.append(
        #""additionalProperties":\#(pick(["true", "false", "false", #"{"type":"integer"}"#]))"#)
    }
    if roll(8) == 0 { members.append(#""patternProperties":{"^b":\#(scalar())}"#) }
    if depth > 0, roll(3) == 0 { members.append(choice(depth)) }
    if depth > 0, roll(3) == 0 { members += applied(depth) }
    if roll(10) == 0 { members.append(#""minProperties":\#(roll(3))"#) }
    return members.isEmpty ? [#""type":"object""#] : members
  }

  mutating func anything(_ depth: Int) -> [String] {
    var members: [String] = []
    if roll(3) > 0 {
      members.append(
        #""type":\#(pick([#""string""#, #""integer""#, #"["string","null"]"#, #""array""#, #"["array","object"]"#]))"#
      )
    }
    if roll(6) == 0 { members.append(#""enum":["x",1.0,null]"#) }
    if roll(6) == 0 {
      members.append(
        #""const":\#(pick([#""x""#, "1", "1.0", "null", #"{"a":1,"b":{}}"#, "[{}]", #"[["x"]]"#, "[1,[[]]]"]))"#
      )
    }
    if roll(8) == 0 { members.append(#""enum":[{"a":1},{"a":"x"},1,"x"]"#) }
    if roll(4) == 0 { members.append(#""minLength":\#(roll(3))"#) }
    if roll(5) == 0 { members.append(#""maximum":\#(roll(3))"#) }
    if draft == 4, roll(3) == 0 { members.append(#""maximum":1,"exclusiveMaximum":true"#) }
    if depth > 0, roll(3) == 0 { members.append(#""items":\#(schema(depth - 1))"#) }
    if depth > 0, roll(6) == 0 {
      let keyword = draft < 9 ? "items" : "prefixItems"
      members.removeAll { $0.hasPrefix(#""items""#) }
      members.append(#""\#(keyword)":[\#(schema(depth - 1)),\#(scalar())]"#)
      if draft < 9, roll(2) == 0 {
        members.append(#""additionalItems":\#(pick(["false", #"{"type":"null"}"#]))"#)
      }
    }
    if roll(6) == 0 { members.append(#""maxItems":\#(roll(3))"#) }
    if depth > 0, roll(3) == 0 { members.append(choice(depth)) }
    if depth > 0, roll(3) == 0 { members += applied(depth) }
    if roll(5) == 0 || members.isEmpty { members.append(#""description":"d""#) }
    return members
  }

  mutating func choice(_ depth: Int) -> String {
    let branches = (0..<1 + roll(3)).map { _ in
      roll(3) == 0 ? #"{"required":["\#(pick(["a", "b", "c"]))"]}"# : schema(depth - 1)
    }
    return "\"\(pick(["anyOf", "oneOf", "allOf"]))\":[\(branches.joined(separator: ","))]"
  }

  mutating func scalar() -> String {
    pick([
      #"{"type":"string"}"#, #"{"type":"integer"}"#, #"{"type":"null"}"#, #"{"const":1}"#,
      #"{"type":"string","minLength":2}"#, "{}",
    ])
  }

  mutating func instance(_ depth: Int) -> String {
    switch roll(depth > 0 ? 9 : 5) {
    case 0: return pick([#""x""#, #""xyz""#, #""""#])
    case 1: return pick(["1", "0", "2.5", "1.0"])
    case 2: return "null"
    case 3: return pick(["{}", #"{"a":1}"#, #"{"a":1,"b":{}}"#, #"{"a":"x"}"#, "[{}]"])
    case 4: return "[]"
    case 5: return "[\((0..<roll(4)).map { _ in instance(depth - 1) }.joined(separator: ","))]"
    default:
      let names = ["a", "b", "c", "bx"].filter { _ in roll(2) == 0 }
      return "{\(names.map { "\"\($0)\":\(instance(depth - 1))" }.joined(separator: ","))}"
    }
  }
}
