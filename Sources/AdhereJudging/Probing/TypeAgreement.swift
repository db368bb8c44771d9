import AdhereJSON
public import AdhereWire

extension Contract {
  /// What a schema accepts and a type does not decode; empty where the type decodes all of it. For a
  /// test, where schema and type are written by hand and must not drift apart:
  ///
  ///     #expect(try Contract.gaps(in: schema, decoding: Weather.self) == [])
  ///
  /// Members that the type does not ask for are no gap, nor are whole numbers of more than 64 bits and
  /// numbers that are too large for the type.
  /// What cannot be decided from the schema's words alone (`not`, `if`, references to other documents)
  /// is looked at without those words, so that a gap may be told that is none, and never the other way
  /// round.
  ///
  /// - Parameters:
  ///   - schema: JSON text.
  ///   - type: the type that answers are decoded as.
  /// - Returns: sentences, each with the place in the value: `/unit: null is permitted, a string is due`.
  /// - Throws: `InputError` where the schema is no JSON, or nothing can be found out about the type.
  public static func gaps<T: Decodable>(
    in schema: some Sequence<UInt8>, decoding type: T.Type
  ) throws(InputError) -> [String] {
    let found: (shape: TypeShape, references: [String: TypeShape])
    do {
      found = try TypeProbe.described(type)
    } catch {
      throw InputError(
        "nothing can be found out about \(type): \((error as? ProbeFailure)?.message ?? "\(error)")"
      )
    }
    let document: JSONDocument
    do {
      document = try JSONDocument(Array(schema))
    } catch {
      throw InputError("schema: \(error)")
    }
    return document.withTape { tape in
      var agreement = TypeAgreement(tape, found.references)
      return agreement.gaps(0, found.shape, "")
    }
  }
}

/// Holds a schema against what a type decodes.
struct TypeAgreement {
  private struct Question: Hashable {
    let node: Int
    let name: String
  }

  let tape: Tape
  private let references: [String: TypeShape]
  /// Questions that are being answered: types and schemas that hold themselves.
  private var open: Set<Question> = []
  /// Schemas that are looked at for one place: references may lead back to where they came from.
  private var entered: Set<Question> = []

  init(_ tape: Tape, _ references: [String: TypeShape]) {
    self.tape = tape
    self.references = references
  }

  /// - Parameter place: in the value, a JSON Pointer.
  mutating func gaps(_ node: Int, _ shape: TypeShape, _ place: String) -> [String] {
    switch shape {
    case .any: return []
    case .described(let inner, _), .constrained(let inner, _): return gaps(node, inner, place)
    case .reference(let name):
      guard let inner = references[name], open.insert(Question(node: node, name: name)).inserted
      else { return [] }
      defer { open.remove(Question(node: node, name: name)) }
      return gaps(node, inner, place)
    default: break
    }
    if tape.kind(node) == .false { return [] }
    guard tape.kind(node) == .object else {
      return ["\(place): any value is permitted, \(shape.words) is due"]
    }
    let question = Question(node: node, name: place)
    guard entered.insert(question).inserted else {
      return ["\(place): the schema refers to itself, \(shape.words) is due"]
    }
    defer { entered.remove(question) }
    // Any of what has to hold at once may be what fits.
    var first: [String]?
    for part in alternatives(node) {
      let found = part.isEmpty ? own(node, shape, place) : part.flatMap { gaps($0, shape, place) }
      if found.isEmpty { return [] }
      first = first ?? found
    }
    return first ?? []
  }

  /// Each element says by itself what is permitted: the schema's own keywords, which are none, or
  /// schemas of which one holds.
  private func alternatives(_ node: Int) -> [[Int]] {
    var all: [[Int]] = []
    for keyword: StaticString in ["anyOf", "oneOf"] {
      if let branches = tape.member(keyword, of: node) {
        all.append(Array(tape.children(of: branches)))
      }
    }
    for part in tape.member("allOf", of: node).map({ Array(tape.children(of: $0)) }) ?? [] {
      all.append([part])
    }
    if let target = tape.string("$ref", of: node).flatMap({ target($0) }) { all.append([target]) }
    let hasOwn = ["type", "enum", "const", "properties", "items"].contains {
      tape.member($0, of: node) != nil
    }
    return hasOwn || all.isEmpty ? [[]] + all : all + [[]]
  }

  private func target(_ reference: String) -> Int? {
    guard reference.hasPrefix("#") else { return nil }
    return JSONPointer(String(reference.dropFirst())).flatMap { tape.resolve($0) }
  }

  // MARK: - A schema's own words

  private mutating func own(_ node: Int, _ shape: TypeShape, _ place: String) -> [String] {
    if let values = tape.member("enum", of: node) {
      return tape.children(of: values).filter { !takes($0, shape) }.map {
        "\(place): \(tape.text(ofAny: $0)) is permitted, \(shape.words) is due"
      }
    }
    if let value = tape.member("const", of: node) {
      return takes(value, shape)
        ? [] : ["\(place): \(tape.text(ofAny: value)) is permitted, \(shape.words) is due"]
    }
    var found: [String] = []
    for type in types(node) {
      if type == "null", case .nullable = shape { continue }
      found += gaps(type, node, shape.plain, place)
    }
    return found
  }

  private func types(_ node: Int) -> [String] {
    guard let type = tape.member("type", of: node) else {
      return ["null", "boolean", "object", "array", "number", "string"]
    }
    return tape.string(type).map { [$0] } ?? tape.children(of: type).compactMap { tape.string($0) }
  }

  private mutating func gaps(
    _ type: String, _ node: Int, _ shape: TypeShape, _ place: String
  ) -> [String] {
    switch (type, shape) {
    case (_, .any): return []
    case (_, .described(let inner, _)), (_, .constrained(let inner, _)):
      return gaps(type, node, inner, place)
    case (_, .reference(let name)):
      guard let inner = references[name], open.insert(Question(node: node, name: name)).inserted
      else { return [] }
      defer { open.remove(Question(node: node, name: name)) }
      return gaps(type, node, inner, place)
    case (_, .given(let schema)): return given(type, node, schema, place)
    case ("boolean", .boolean), ("string", .string), ("number", .number), ("integer", .number):
      return []
    case ("integer", .integer(let least, let most)):
      return bounds(node, least, most, place)
    case ("array", .array(let element, _)): return elements(node, element, place)
    case ("object", .object(let members)): return self.members(node, members, place)
    case ("object", .dictionary(let value)): return values(node, value, place)
    case ("object", .choice(let cases)): return choice(node, cases, place)
    default: return ["\(place): \(Self.words[type] ?? type) is permitted, \(shape.words) is due"]
    }
  }

  private static let words = [
    "null": "null", "boolean": "true and false", "object": "an object", "array": "an array",
    "number": "any number", "integer": "any whole number", "string": "any string",
  ]

  /// Types of 64 bits and more hold what models write.
  private func bounds(_ node: Int, _ least: String, _ most: String, _ place: String) -> [String] {
    func isWithin(_ keyword: StaticString, _ exclusive: StaticString, _ fits: (Double) -> Bool)
      -> Bool
    {
      for name in [keyword, exclusive] {
        if let digits = tape.member(name, of: node).map({ tape.text(ofAny: $0) }),
          let bound = Double(digits), fits(bound)
        {
          return true
        }
      }
      return false
    }
    let low = Double(least) ?? 0
    let high = Double(most) ?? 0
    let isLow = low <= -9.2e18 || isWithin("minimum", "exclusiveMinimum") { $0 >= low }
    let isHigh = high >= 9.2e18 || isWithin("maximum", "exclusiveMaximum") { $0 <= high }
    return isLow && isHigh
      ? [] : ["\(place): whole numbers outside of \(least) to \(most) are permitted"]
  }

  /// A type that says its own schema decodes what has to hold all of its keywords.
  private func given(_ type: String, _ node: Int, _ schema: [UInt8], _ place: String) -> [String] {
    let missing = (Annotations.members(of: schema) ?? []).filter { keyword, value in
      if keyword == "description" { return false }
      if keyword == "type" {
        let name = String(decoding: value, as: UTF8.self)
        return name != "\"\(type)\"" && !(type == "integer" && name == "\"number\"")
      }
      let own = tape.children(of: node).first { tape.name($0) == keyword }
      return own.map { tape.bytes($0 + 1) != value } ?? true
    }
    return missing.map { keyword, value in
      "\(place): \(keyword) \(String(decoding: value, as: UTF8.self)) is due of it, and not demanded"
    }
  }

  // MARK: - Containers

  private mutating func elements(
    _ node: Int, _ element: TypeShape, _ place: String
  ) -> [String] {
    var found: [String] = []
    let first = tape.member("prefixItems", of: node).map { Array(tape.children(of: $0)) } ?? []
    for (index, schema) in first.enumerated() {
      found += gaps(schema, element, "\(place)/\(index)")
    }
    if let rest = tape.member("items", of: node) {
      found += gaps(rest, element, "\(place)/\(first.count)")
    } else if !element.isAny, tape.integer("maxItems", of: node) ?? .max > first.count {
      found.append("\(place)/\(first.count): any value is permitted, \(element.words) is due")
    }
    return found
  }

  private mutating func members(
    _ node: Int, _ members: [TypeShape.Member], _ place: String
  ) -> [String] {
    let required = tape.member("required", of: node).map { list in
      tape.children(of: list).compactMap { tape.string($0) }
    }
    var found: [String] = []
    for member in members {
      let inner = place + JSONPointer(tokens: [member.key]).description
      if member.isRequired, !(required?.contains(member.key) ?? false) {
        found.append("\(inner): may be missing, \(member.shape.words) is due")
      }
      found += gaps(ofValue: member.key, node, member.shape, inner)
    }
    return found
  }

  /// What is permitted under a key.
  private mutating func gaps(
    ofValue key: String, _ node: Int, _ shape: TypeShape, _ place: String
  ) -> [String] {
    if let properties = tape.member("properties", of: node),
      let property = tape.children(of: properties).first(where: { tape.name($0) == key })
    {
      return gaps(property + 1, shape, place)
    }
    // Which patterns the key has is not asked: all of them have to fit.
    var found: [String] = []
    for pattern in tape.member("patternProperties", of: node).map({ Array(tape.children(of: $0)) })
      ?? []
    { found += gaps(pattern + 1, shape, place) }
    if let rest = tape.member("additionalProperties", of: node) {
      return found + gaps(rest, shape, place)
    }
    return shape.isAny ? [] : ["\(place): any value is permitted, \(shape.words) is due"]
  }

  private mutating func values(_ node: Int, _ value: TypeShape, _ place: String) -> [String] {
    var found: [String] = []
    for keyword: StaticString in ["properties", "patternProperties"] {
      for key in tape.member(keyword, of: node).map({ Array(tape.children(of: $0)) }) ?? [] {
        let name = JSONPointer(tokens: [tape.name(key)]).description
        found += gaps(key + 1, value, place + name)
      }
    }
    if let rest = tape.member("additionalProperties", of: node) {
      found += gaps(rest, value, "\(place)/*")
    } else if !value.isAny {
      found.append("\(place)/*: any value is permitted, \(value.words) is due")
    }
    return found
  }

  /// An object of one member, which tells the case.
  private mutating func choice(
    _ node: Int, _ cases: [TypeShape.Case], _ place: String
  ) -> [String] {
    let keys = tape.member("properties", of: node).map { Array(tape.children(of: $0)) } ?? []
    let isClosed = tape.member("additionalProperties", of: node).map { tape.kind($0) == .false }
    guard keys.count == 1, isClosed == true else {
      return ["\(place): more than one member is permitted, one that tells the case is due"]
    }
    let key = tape.name(keys[0])
    for case .object(let members) in cases.map(\.shape) where members.first?.key == key {
      return self.members(node, members, place)
    }
    return ["\(place): the member \(key) is permitted, and no case"]
  }

  // MARK: - Values

  /// Whether a type decodes a value of `enum` or `const`.
  private func takes(_ value: Int, _ shape: TypeShape) -> Bool {
    switch (tape.kind(value), shape) {
    case (_, .any), (.null, .nullable), (.true, .boolean), (.false, .boolean), (.string, .string),
      (.number, .number):
      return true
    case (_, .nullable(let inner)), (_, .described(let inner, _)), (_, .constrained(let inner, _)):
      return takes(value, inner)
    case (_, .reference(let name)): return references[name].map { takes(value, $0) } ?? false
    case (_, .cases(let cases)):
      return cases.contains { Canonical.form(of: $0) == Canonical.form(of: tape.bytes(value)) }
    case (.number, .integer(let least, let most)):
      guard let number = Int128(tape.text(ofAny: value)), let low = Int128(least),
        let high = Int128(most)
      else { return false }
      return (low...high).contains(number)
    case (.array, .array(let element, _)):
      return tape.children(of: value).allSatisfy { takes($0, element) }
    case (.object, .dictionary(let inner)):
      return tape.children(of: value).allSatisfy { takes($0 + 1, inner) }
    case (.object, .object(let members)):
      return members.allSatisfy { member in
        let own = tape.children(of: value).first { tape.name($0) == member.key }
        return own.map { takes($0 + 1, member.shape) } ?? !member.isRequired
      }
    default: return false
    }
  }
}

extension TypeShape {
  fileprivate var isAny: Bool {
    if case .any = self { true } else { false }
  }

  /// Without null.
  fileprivate var plain: TypeShape {
    switch self {
    case .nullable(let inner): inner.plain
    case .described(let inner, _), .constrained(let inner, _): inner.plain
    default: self
    }
  }

  /// What is due, for people.
  fileprivate var words: String {
    switch self {
    case .any: "any value"
    case .boolean: "true or false"
    case .string: "a string"
    case .number: "a number"
    case .integer(let least, let most): "a whole number from \(least) to \(most)"
    case .cases(let cases):
      "one of " + cases.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
    case .array: "an array"
    case .dictionary, .object: "an object"
    case .choice: "an object of one member"
    case .nullable(let inner): inner.words + " or null"
    case .described(let inner, _), .constrained(let inner, _): inner.words
    case .reference(let name): "a \(name)"
    case .given(let schema): "what \(String(decoding: schema, as: UTF8.self)) accepts"
    }
  }
}
