import AdhereJSON

/// Finds out what a type decodes by letting it decode from nothing: its keys, which of them may be
/// missing, and what each of them holds. One for each schema.
final class TypeProbe {
  /// Types that are being looked at or are described already, with the names they have as references.
  private var names: [ObjectIdentifier: String] = [:]
  private var open: Set<ObjectIdentifier> = []
  private var referenced: Set<String> = []
  /// A value of a type that is being looked at, where one is known already.
  private var examples: [ObjectIdentifier: Any] = [:]
  private var described: [(name: String, shape: TypeShape)] = []

  /// The first failure, which the type itself may have passed over.
  private var failure: ProbeFailure?

  /// The schema of a type, JSON text.
  ///
  /// - Parameter isStrict: every member is required; what may be missing may be null.
  static func schema<T: Decodable>(of type: T.Type, isStrict: Bool) throws -> [UInt8] {
    let probe = TypeProbe()
    let shape = try probe.whole(type)
    if case .given(let schema) = shape { return schema }
    var writer = JSONWriter()
    writer.beginObject()
    // The root names its own members: strict modes want a type there, and no reference.
    var root = shape
    if case .reference(let name) = shape,
      let own = probe.described.first(where: { $0.name == name })
    {
      root = own.shape
    }
    root.members(&writer, isStrict: isStrict)
    if !probe.described.isEmpty {
      writer.key("$defs")
      writer.beginObject()
      for (name, shape) in probe.described {
        writer.key(name)
        shape.write(to: &writer, isStrict: isStrict)
      }
      writer.endObject()
    }
    writer.endObject()
    return writer.bytes
  }

  /// What a type decodes, with what it refers to.
  static func described<T: Decodable>(
    _ type: T.Type
  ) throws -> (shape: TypeShape, references: [String: TypeShape]) {
    let probe = TypeProbe()
    let shape = try probe.whole(type)
    return (shape, Dictionary(probe.described.map { ($0.name, $0.shape) }) { first, _ in first })
  }

  private func whole<T: Decodable>(_ type: T.Type) throws -> TypeShape {
    let shape = try shape(of: type)
    if let failure { throw failure }
    return shape
  }

  /// An error, which ends the probe whoever catches it.
  func failure(_ message: String) -> ProbeFailure {
    let new = ProbeFailure(message)
    failure = failure ?? new
    return new
  }

  /// The name of a type in letters that providers take in names: `[A-Za-z0-9_]`, at most 64.
  static func name(of type: Any.Type) -> String {
    let plain = String(
      "\(type)".filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }.prefix(60))
    return plain.isEmpty ? "Value" : plain
  }

  /// What a type decodes, where no value of it is wanted.
  func shape<T: Decodable>(of type: T.Type) throws -> TypeShape {
    let identity = ObjectIdentifier(type)
    if let name = names[identity], open.contains(identity) || referenced.contains(name) {
      referenced.insert(name)
      return .reference(name)
    }
    return try probe(type).shape
  }

  /// What a type decodes, and a value of it that its container can go on with.
  func probe<T: Decodable>(_ type: T.Type) throws -> (value: T, shape: TypeShape) {
    if let known = try ProbedTypes.known(type, self) { return known }
    let identity = ObjectIdentifier(type)
    guard !open.contains(identity) else {
      guard let value = examples[identity], let name = names[identity] else {
        throw failure("\(type) holds itself, and neither in an optional nor in a list")
      }
      referenced.insert(name)
      return (value as! T, .reference(name))
    }
    let name = names[identity] ?? newName(type)
    names[identity] = name
    open.insert(identity)
    defer { open.remove(identity) }
    let (value, shape) = try look(into: type)
    guard referenced.contains(name) else { return (value, shape) }
    if !described.contains(where: { $0.name == name }) { described.append((name, shape)) }
    return (value, .reference(name))
  }

  private func look<T: Decodable>(into type: T.Type) throws -> (value: T, shape: TypeShape) {
    let told = (type as? any StructuredType.Type)?.typeStructure
    let found: (value: T, shape: TypeShape)
    switch told?.form {
    case .cases(let cases): found = try choice(type, cases)
    case .strings(let strings):
      found = (
        try decode(type, ProbeDecoder(self, "\(type)", text: strings.first)),
        .cases(strings.map { JSONWriter.quoted($0) })
      )
    case .members(let members):
      let decoder = ProbeDecoder(self, "\(type)")
      let value = try decode(type, decoder)
      found = (value, try decoder.shape.annotated(members, "\(type)"))
    case nil:
      let decoder = ProbeDecoder(self, "\(type)")
      let value = try decode(type, decoder)
      found = (value, decoder.shape)
    }
    return (found.value, found.shape.described(told?.description))
  }

  private func decode<T: Decodable>(_ type: T.Type, _ decoder: ProbeDecoder) throws -> T {
    do {
      return try T(from: decoder)
    } catch let error as ProbeFailure {
      throw error
    } catch {
      throw failure("\(decoder.refusal) (\(error))")
    }
  }

  /// An enum with associated values: each of its cases is decoded once.
  private func choice<T: Decodable>(
    _ type: T.Type, _ cases: [(key: String, description: String?)]
  ) throws -> (value: T, shape: TypeShape) {
    let identity = ObjectIdentifier(type)
    var shapes: [TypeShape.Case?] = Array(repeating: nil, count: cases.count)
    var refusal: ProbeFailure?
    // A case that holds the type itself needs a value of it, which another case gives.
    var isGrowing = true
    while isGrowing, shapes.contains(where: { $0 == nil }) {
      isGrowing = false
      for (index, (key, description)) in cases.enumerated() where shapes[index] == nil {
        let before = failure
        let decoder = ProbeDecoder(self, "\(type)", onlyKey: key)
        do {
          let value: T = try decode(type, decoder)
          examples[identity] = examples[identity] ?? value
          shapes[index] = TypeShape.Case(shape: decoder.shape, description: description)
          isGrowing = true
        } catch let error as ProbeFailure {
          failure = before
          refusal = error
        }
      }
    }
    guard let value = examples[identity], !shapes.contains(where: { $0 == nil }) else {
      throw failure((refusal ?? ProbeFailure("\(type) is an enum without a case")).message)
    }
    return (value as! T, .choice(shapes.compactMap { $0 }))
  }

  private func newName(_ type: Any.Type) -> String {
    let plain = TypeProbe.name(of: type)
    let taken = Set(names.values)
    guard taken.contains(plain) else { return plain }
    return plain + "\((2...).first { !taken.contains(plain + "\($0)") }!)"
  }
}

/// Why no schema can be made of a type, with the mend.
struct ProbeFailure: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
