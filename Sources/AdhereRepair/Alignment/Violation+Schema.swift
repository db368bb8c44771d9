import AdhereSchema
import AdhereJSON

/// What the schema around a violation says, read from the schema itself.
extension Violation {
  /// The property a `required` violation misses.
  var missingProperty: [UInt8]? {
    guard keyword == "required", let document = try? JSONDocument(params) else { return nil }
    return document.withTape { tape in
      tape.member("missingProperty", of: 0).map { StringText.decode(tape, $0) }
    }
  }

  /// The types a `type` violation asks for.
  var wantedTypes: Set<String> {
    schemaDocument.withTape { tape in
      let nodes: [Int] =
        switch tape.kind(schemaNode) {
        case .string: [schemaNode]
        case .array: Array(tape.children(of: schemaNode))
        default: []
        }
      return Set(
        nodes.filter { tape.kind($0) == .string }
          .map { String(decoding: StringText.decode(tape, $0), as: UTF8.self) })
    }
  }

  /// Names in the `properties` beside the keyword.
  var declaredProperties: [[UInt8]] {
    schemaDocument.withTape { tape in
      guard let properties = tape.member("properties", of: schemaObject) else { return [] }
      return tape.children(of: properties).map { StringText.decode(tape, $0) }
    }
  }

  /// What the schema object itself is called: its `title`, and the key it is under.
  var schemaNames: [[UInt8]] {
    schemaDocument.withTape { tape in
      var names: [[UInt8]] = []
      if let title = tape.member("title", of: schemaObject), tape.kind(title) == .string {
        names.append(StringText.decode(tape, title))
      }
      if schemaObject > 0, tape.kind(schemaObject - 1) == .key {
        names.append(StringText.decode(tape, schemaObject - 1))
      }
      return names
    }
  }

  /// Names in the `required` that is broken.
  var requiredProperties: Set<[UInt8]> {
    schemaDocument.withTape { tape in
      guard let required = tape.member("required", of: schemaObject), tape.kind(required) == .array
      else { return [] }
      return Set(Violation.strings(tape, in: required))
    }
  }

  /// The `default`, the `const` or the only `enum` value of a declared property.
  func onlyValue(of name: [UInt8]) -> [UInt8]? {
    schemaDocument.withTape { tape in
      guard let schema = propertySchema(tape, name) else { return nil }
      if let value = tape.member("default", of: schema) ?? tape.member("const", of: schema) {
        return Array(tape.source(value))
      }
      guard let list = tape.member("enum", of: schema), tape.count(of: list) == 1 else {
        return nil
      }
      return Array(tape.source(list + 1))
    }
  }

  /// Whether the schema of a declared property says which members an object there has.
  func describesObject(_ name: [UInt8]) -> Bool {
    schemaDocument.withTape { tape in
      guard let schema = propertySchema(tape, name) else { return false }
      let words: [StaticString] = ["properties", "required", "$ref", "anyOf", "oneOf", "allOf"]
      return words.contains { tape.member($0, of: schema) != nil }
    }
  }

  /// The values of an `enum` or `const`: their JSON, and the texts that name them, among them
  /// those of `x-alias`, an object from value to name or list of names.
  var allowedValues: [(names: [[UInt8]], json: [UInt8])] {
    schemaDocument.withTape { tape in
      let nodes = keyword == "const" ? [schemaNode] : Array(tape.children(of: schemaNode))
      let aliases = tape.member("x-alias", of: schemaObject)
      return nodes.filter { tape.kind($0) == .string }.map { node in
        let text = StringText.decode(tape, node)
        return ([text] + Violation.aliases(tape, aliases, of: text), Array(tape.source(node)))
      }
    }
  }

  /// Other names of a declared property, from `x-alias` beside `properties`.
  func aliases(of property: [UInt8]) -> [[UInt8]] {
    schemaDocument.withTape { tape in
      Violation.aliases(tape, tape.member("x-alias", of: schemaObject), of: property)
    }
  }

  /// Whether the value is a member of an object whose schema declares it under `properties` and
  /// does not require it.
  func isOptionalMember(named name: [UInt8]) -> Bool {
    schemaDocument.withTape { tape in
      // The schema object of the member is in `properties`, which is in the object's
      // schema: two containers up.
      let parents = Parents(tape)
      let properties = parents.of(schemaObject)
      let object = parents.of(properties)
      guard schemaObject > 0, properties > 0, tape.member("properties", of: object) == properties
      else { return false }
      guard let required = tape.member("required", of: object) else { return true }
      return name.withUnsafeBufferPointer { name in
        !tape.children(of: required).contains { StringText.equals(tape, $0, name) }
      }
    }
  }

  /// The schema of the property with this name.
  private func propertySchema(_ tape: Tape, _ name: [UInt8]) -> Int? {
    guard let properties = tape.member("properties", of: schemaObject) else { return nil }
    return tape.children(of: properties).first { StringText.decode(tape, $0) == name }
      .map { $0 + 1 }
  }

  private static func aliases(_ tape: Tape, _ map: Int?, of name: [UInt8]) -> [[UInt8]] {
    guard let map, tape.kind(map) == .object,
      let key = tape.children(of: map).first(where: { StringText.decode(tape, $0) == name })
    else { return [] }
    switch tape.kind(key + 1) {
    case .string: return [StringText.decode(tape, key + 1)]
    case .array: return strings(tape, in: key + 1)
    default: return []
    }
  }

  /// The strings of a list.
  private static func strings(_ tape: Tape, in list: Int) -> [[UInt8]] {
    tape.children(of: list).filter { tape.kind($0) == .string }
      .map { StringText.decode(tape, $0) }
  }
}
