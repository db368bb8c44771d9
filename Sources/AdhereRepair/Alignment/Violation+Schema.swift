import AdhereSchema
import AdhereJSON

/// What the schema around a violation says, read from the schema itself.
extension Violation {
  /// The types a `type` violation asks for.
  var wantedTypes: Set<String> {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    var types: Set<String> = []
    switch tape.kind(schemaNode) {
    case .string: types.insert(String(decoding: StringText.decode(tape, schemaNode), as: UTF8.self))
    case .array:
      for child in tape.children(of: schemaNode) where tape.kind(child) == .string {
        types.insert(String(decoding: StringText.decode(tape, child), as: UTF8.self))
      }
    default: break
    }
    return types
  }

  /// Names in the `properties` beside the keyword.
  var declaredProperties: [[UInt8]] {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard let properties = tape.member("properties", of: schemaObject) else { return [] }
    return tape.children(of: properties).map { StringText.decode(tape, $0) }
  }

  /// Names in the `required` that is broken.
  var requiredProperties: Set<[UInt8]> {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard let required = tape.member("required", of: schemaObject), tape.kind(required) == .array
    else { return [] }
    return Set(
      tape.children(of: required).filter { tape.kind($0) == .string }
        .map { StringText.decode(tape, $0) })
  }

  /// The `default`, the `const` or the only `enum` value of a declared property.
  func onlyValue(of name: [UInt8]) -> [UInt8]? {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard let properties = tape.member("properties", of: schemaObject),
      let key = tape.children(of: properties).first(where: { StringText.decode(tape, $0) == name })
    else { return nil }
    if let value = tape.member("default", of: key + 1) ?? tape.member("const", of: key + 1) {
      return Array(tape.source(value))
    }
    guard let list = tape.member("enum", of: key + 1), tape.count(of: list) == 1 else {
      return nil
    }
    return Array(tape.source(list + 1))
  }

  /// Whether the schema of a declared property says which members an object there has.
  func describesObject(_ name: [UInt8]) -> Bool {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard let properties = tape.member("properties", of: schemaObject),
      let key = tape.children(of: properties).first(where: { StringText.decode(tape, $0) == name })
    else { return false }
    let words: [StaticString] = ["properties", "required", "$ref", "anyOf", "oneOf", "allOf"]
    return words.contains { tape.member($0, of: key + 1) != nil }
  }

  /// The values of an `enum` or `const`: their JSON, and the texts that name them, among them
  /// those of `x-alias`, an object from value to name or list of names.
  var allowedValues: [(names: [[UInt8]], json: [UInt8])] {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    let nodes = keyword == "const" ? [schemaNode] : Array(tape.children(of: schemaNode))
    let aliases = tape.member("x-alias", of: schemaObject)
    return nodes.filter { tape.kind($0) == .string }.map { node in
      let text = StringText.decode(tape, node)
      return ([text] + Self.aliases(tape, aliases, of: text), Array(tape.source(node)))
    }
  }

  /// Other names of the declared properties, from `x-alias` beside `properties`.
  func aliases(of property: [UInt8]) -> [[UInt8]] {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    return Self.aliases(tape, tape.member("x-alias", of: schemaObject), of: property)
  }

  private static func aliases(_ tape: Tape, _ map: Int?, of name: [UInt8]) -> [[UInt8]] {
    guard let map, tape.kind(map) == .object,
      let key = tape.children(of: map).first(where: { StringText.decode(tape, $0) == name })
    else { return [] }
    switch tape.kind(key + 1) {
    case .string: return [StringText.decode(tape, key + 1)]
    case .array:
      return tape.children(of: key + 1).filter { tape.kind($0) == .string }
        .map { StringText.decode(tape, $0) }
    default: return []
    }
  }

  /// Whether the value is a member of an object whose schema declares it under `properties` and
  /// does not require it.
  func isOptionalMember(named name: [UInt8]) -> Bool {
    let document = schemaDocument
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    // The schema object of the member stands in `properties`, which stands in the object's
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
