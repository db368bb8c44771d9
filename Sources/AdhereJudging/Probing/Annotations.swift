import AdhereJSON

/// Keywords that are due beside those of a type.
struct Annotations {
  typealias Constraint = (keyword: String, value: [UInt8])

  private(set) var description: String?
  private(set) var constraints: [Constraint] = []

  /// - Parameters:
  ///   - json: an object of keywords.
  ///   - place: of the member, for errors.
  init(json: String, _ place: String) throws(ProbeFailure) {
    guard let members = Annotations.members(of: Array(json.utf8)) else {
      throw ProbeFailure("\(place): what is said of it is no JSON object: \(json)")
    }
    for (keyword, value) in members {
      if keyword == "description", let text = try? JSONValueDecoder.decode(String.self, from: value)
      {
        description = text
      } else {
        constraints.append((keyword, value))
      }
    }
  }

  /// The members of a JSON object; nil for anything else.
  static func members(of json: [UInt8]) -> [Constraint]? {
    guard let document = try? JSONDocument(json) else { return nil }
    return document.withTape { tape in
      guard tape.kind(0) == .object else { return nil }
      return tape.children(of: 0).map { key in
        (keyword: tape.name(key), value: tape.bytes(key + 1))
      }
    }
  }
}

extension TypeShape {
  /// An object with what is due of its members.
  ///
  /// - Parameters:
  ///   - members: JSON objects of keywords, by keys.
  ///   - type: the name of the type, for errors.
  func annotated(_ members: [String: String], _ type: String) throws(ProbeFailure) -> TypeShape {
    if members.isEmpty { return self }
    guard case .object(var shapes) = self else {
      throw ProbeFailure("\(type) is no object: nothing can be said of its members")
    }
    for (key, json) in members.sorted(by: { $0.key < $1.key }) {
      guard let index = shapes.firstIndex(where: { $0.key == key }) else {
        throw ProbeFailure("\(type) decodes no member \(key), of which something is said")
      }
      let place = "\(type).\(key)"
      shapes[index].shape = try shapes[index].shape.annotated(Annotations(json: json, place), place)
    }
    return .object(shapes)
  }

  /// With what is due beside it.
  ///
  /// - Parameter place: of the member, for errors.
  func annotated(_ annotations: Annotations, _ place: String) throws(ProbeFailure) -> TypeShape {
    try constrained(annotations.constraints, place).described(annotations.description)
  }

  /// With what it is for. The words of the nearest place hold.
  func described(_ description: String?) -> TypeShape {
    guard let description else { return self }
    if case .described(let shape, _) = self { return .described(shape, description) }
    // Of true and false there is nothing to add to.
    if case .given(let schema) = self, Annotations.members(of: schema) == nil { return self }
    return .described(self, description)
  }

  private func constrained(
    _ constraints: [Annotations.Constraint], _ place: String
  ) throws(ProbeFailure) -> TypeShape {
    if constraints.isEmpty { return self }
    switch self {
    case .nullable(let shape): return .nullable(try shape.constrained(constraints, place))
    case .described(let shape, let text):
      return .described(try shape.constrained(constraints, place), text)
    case .string:
      try check(constraints, ["minLength", "maxLength", "pattern", "format"], "a string", place)
    case .number:
      try check(
        constraints,
        ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"], "a number",
        place)
    case .integer(let minimum, let maximum):
      return try integer(minimum, maximum, constraints, place)
    case .array:
      try check(constraints, ["minItems", "maxItems"], "an array", place)
    case .dictionary:
      try check(constraints, ["minProperties", "maxProperties"], "a dictionary", place)
    case .given(let schema):
      let known = Annotations.members(of: schema)?.map(\.keyword) ?? ["$ref"]
      if known.contains("$ref") || constraints.contains(where: { known.contains($0.keyword) }) {
        throw ProbeFailure(
          "\(place): its type says itself what is due; \(constraints[0].keyword) belongs there")
      }
    case .any, .boolean, .cases, .object, .reference, .choice, .constrained:
      throw ProbeFailure("\(place): \(constraints[0].keyword) says nothing of what it holds")
    }
    return .constrained(self, constraints)
  }

  /// Bounds of a whole number lie inside of those of its type.
  private func integer(
    _ minimum: String, _ maximum: String, _ constraints: [Annotations.Constraint], _ place: String
  ) throws(ProbeFailure) -> TypeShape {
    try check(
      constraints, ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
      "a whole number", place)
    var (least, most) = (minimum, maximum)
    var others: [Annotations.Constraint] = []
    for constraint in constraints {
      guard ["minimum", "maximum"].contains(constraint.keyword) else {
        others.append(constraint)
        continue
      }
      let digits = String(decoding: constraint.value, as: UTF8.self)
      guard let bound = Int128(digits), let low = Int128(minimum), let high = Int128(maximum),
        low <= bound, bound <= high
      else {
        throw ProbeFailure(
          "\(place): \(constraint.keyword) \(digits) is no whole number from \(minimum) to \(maximum)"
        )
      }
      if constraint.keyword == "minimum" { least = digits } else { most = digits }
    }
    let shape = TypeShape.integer(minimum: least, maximum: most)
    return others.isEmpty ? shape : .constrained(shape, others)
  }

  private func check(
    _ constraints: [Annotations.Constraint], _ fitting: [String], _ kind: String, _ place: String
  ) throws(ProbeFailure) {
    for (keyword, _) in constraints where !fitting.contains(keyword) {
      throw ProbeFailure(
        "\(place): \(keyword) says nothing of \(kind), of which \(fitting.joined(separator: ", ")) do"
      )
    }
  }
}
