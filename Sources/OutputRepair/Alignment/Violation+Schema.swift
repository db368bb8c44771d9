import JSONSchema
import JSONText

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
