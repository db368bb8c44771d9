import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Random schemas of all drafts, rewritten for every provider and surface: what is written can be
/// used, random instances find nothing wider or narrower that is not listed, and what is listed has
/// a place in the original.
///
/// Half of the schemas have only closed objects whose properties are all required: of these nothing
/// is listed that would excuse other differences.
struct RewriteSoundnessTests {
  @Test(arguments: 0..<30)
  func everyDifferenceIsListed(seed: Int) throws {
    var dice = SchemaDice(
      state: UInt64(seed) &* 7_919 &+ 1, draft: [4, 6, 7, 8, 9][seed / 2 % 5],
      isStrict: seed % 2 == 0)
    for _ in 0..<12 {
      let text = dice.root()
      let document = try JSONDocument(Array(text.utf8))
      // A schema that applies itself is none.
      guard let original = try? CompiledSchema(document) else { continue }
      let instances = try (0..<30).map { _ in dice.instance(3) }.map {
        (text: $0, value: try JSONDocument(Array($0.utf8)))
      }
      for profile in ProviderTables.all + ProviderTables.tools {
        try check(text, document, original, instances, profile)
      }
    }
  }

  private func check(
    _ text: String, _ document: JSONDocument, _ original: CompiledSchema,
    _ instances: [(text: String, value: JSONDocument)], _ profile: ProviderProfile
  ) throws {
    let rewrite = ProviderRewrite(document, for: profile)
    let written = String(decoding: rewrite.schema, as: UTF8.self)
    let shown = "\(profile.name) \(profile.surface): \(text) -> \(written)"
    let empty = rewrite.remaining.filter { $0.message.hasPrefix("nothing conforms") }
    let limits = rewrite.remaining.filter { $0.message.contains(", the limit is ") }
    #expect(
      !empty.isEmpty || rewrite.remaining.count == limits.count,
      "\(rewrite.remaining.map(\.message)) \(shown)")
    for change in rewrite.changes {
      // What was added stands in something that was there.
      var pointer = try #require(JSONPointer(change.pointer), "\(shown)")
      if pointer.tokens.last != nil { pointer.tokens.removeLast() }
      let isThere = document.withTape { $0.resolve(pointer) } != nil
      #expect(isThere, "\(change.pointer): \(change.message) \(shown)")
    }
    let schema = try CompiledSchema(JSONDocument(rewrite.schema))
    let again = ProviderRewrite(try JSONDocument(rewrite.schema), for: profile)
    let isSame = again.schema == rewrite.schema
    #expect(isSame, "\(again.changes.map(\.message)) \(shown)")
    let isWrapped = rewrite.changes.contains {
      $0.pointer == "" && $0.message.contains("\"value\"")
    }
    // That 1.0 becomes an integer is said of most schemas of draft 4, and excuses nothing here.
    let kinds = Set(rewrite.changes.filter { $0.pointer != "/$schema" }.map(\.kind))
    for instance in instances {
      let before = instance.value.withTape { original.isValid($0) }
      let value =
        isWrapped
        ? try JSONDocument(Array(#"{"value":\#(instance.text)}"#.utf8)) : instance.value
      let after = value.withTape { schema.isValid($0) }
      if before, !after { #expect(kinds.contains(.narrowed), "\(shown): \(instance.text)") }
      if !before, after { #expect(kinds.contains(.lost), "\(shown): \(instance.text)") }
      if !empty.isEmpty { #expect(!after, "\(shown): \(instance.text)") }
    }
  }
}

/// Random schemas and instances over a few names, the same at each run.
private struct SchemaDice {
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
    members.append(##""$defs":{"d":{\##(object(1).joined(separator: ","))},"e":\##(schema(1))}"##)
    if roll(8) == 0 { members.append(#""\#(draft < 6 ? "id" : "$id")":"https://e.com/s""#) }
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

  /// Members of a schema of an object.
  mutating func object(_ depth: Int) -> [String] {
    var members: [String] = []
    if isStrict || roll(5) > 0 { members.append(#""type":"object""#) }
    let names = ["a", "b", "c"].filter { _ in roll(3) > 0 }
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
        #""const":\#(pick([#""x""#, "1", "1.0", "null", #"{"a":1,"b":{}}"#, "[{}]"]))"#)
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
    if depth > 0, roll(10) == 0 { members.append(#""not":\#(scalar())"#) }
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
    case 1: return pick(["1", "0", "2.5"])
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
