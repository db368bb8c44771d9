import AdhereBytes
import AdhereJSON

/// What a type decodes, as far as a schema can say it.
indirect enum TypeShape {
  case any
  case boolean
  case string
  case number
  /// With its bounds, as digits.
  case integer(minimum: String, maximum: String)
  /// One of these JSON texts.
  case cases([[UInt8]])
  case array(TypeShape, isSet: Bool)
  case dictionary(TypeShape)
  case object([Member])
  case nullable(TypeShape)
  /// The type of this name, which is described once.
  case reference(String)
  /// JSON text of a schema that the type gives itself.
  case given([UInt8])
  /// One of these objects, each of one member, which tells it from the others.
  case choice([Case])
  /// With what it is for.
  case described(TypeShape, String)
  /// With keywords beside its own, as JSON texts.
  case constrained(TypeShape, [Annotations.Constraint])

  struct Member {
    var key: String
    var shape: TypeShape
    var isRequired: Bool
  }

  struct Case {
    var shape: TypeShape
    var description: String?
  }

  static func integer<T: FixedWidthInteger>(_ type: T.Type) -> TypeShape {
    .integer(minimum: "\(T.min)", maximum: "\(T.max)")
  }

  /// - Parameter isStrict: every member is required, as strict modes want it; what may be missing may
  ///   be null.
  func write(to writer: inout JSONWriter, isStrict: Bool) {
    if case .given(let schema) = self { return writer.raw(schema) }
    writer.beginObject()
    members(&writer, isStrict: isStrict)
    writer.endObject()
  }

  /// The members of the schema, without its braces.
  ///
  /// - Parameter isDescribed: what it is for was written already.
  func members(_ writer: inout JSONWriter, isStrict: Bool, isDescribed: Bool = false) {
    switch self {
    case .any: break
    case .boolean: writer.member("type", "boolean")
    case .string: writer.member("type", "string")
    case .number: writer.member("type", "number")
    case .integer(let minimum, let maximum):
      writer.member("type", "integer")
      writer.member("minimum", raw: Array(minimum.utf8))
      writer.member("maximum", raw: Array(maximum.utf8))
    case .cases(let cases):
      // Strict modes want a type beside the values.
      writer.member("type", cases.first?.first == ASCII.quote ? "string" : "integer")
      writer.array("enum", of: cases) { $0.raw($1) }
    case .array(let element, let isSet):
      writer.member("type", "array")
      writer.key("items")
      element.write(to: &writer, isStrict: isStrict)
      if isSet { writer.member("uniqueItems", true) }
    case .dictionary(let value):
      writer.member("type", "object")
      writer.key("additionalProperties")
      value.write(to: &writer, isStrict: isStrict)
    case .object(let members):
      writer.member("type", "object")
      writer.key("properties")
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.shape.write(to: &writer, isStrict: isStrict)
      }
      writer.endObject()
      writer.array("required", of: members.filter { isStrict || $0.isRequired }) {
        $0.string($1.key)
      }
      writer.member("additionalProperties", false)
    case .nullable(let shape):
      writer.array("anyOf", of: [shape, nil]) { writer, shape in
        guard let shape else { return writer.raw(Array(#"{"type":"null"}"#.utf8)) }
        shape.write(to: &writer, isStrict: isStrict)
      }
    case .reference(let name):
      writer.member("$ref", "#/$defs/\(name)")
    case .choice(let cases):
      writer.array("anyOf", of: cases) { writer, branch in
        branch.shape.described(branch.description).write(to: &writer, isStrict: isStrict)
      }
    case .described(let shape, let description):
      writer.member("description", description)
      shape.members(&writer, isStrict: isStrict, isDescribed: true)
    case .constrained(let shape, let constraints):
      shape.members(&writer, isStrict: isStrict, isDescribed: isDescribed)
      for (keyword, value) in constraints {
        writer.key(keyword)
        writer.raw(value)
      }
    case .given(let schema):
      for (keyword, value) in Annotations.members(of: schema) ?? [] {
        guard !isDescribed || keyword != "description" else { continue }
        writer.key(keyword)
        writer.raw(value)
      }
    }
  }
}
