import AdhereJSON

/// Finds out what a type decodes by letting it decode from nothing: its keys, which of them may be
/// missing, and what each of them holds. One for each schema.
final class TypeProbe {
  /// Types that are being looked at or are described already, with the names they have as references.
  private var names: [ObjectIdentifier: String] = [:]
  private var open: Set<ObjectIdentifier> = []
  private var referenced: Set<String> = []
  private var described: [(name: String, shape: TypeShape)] = []

  /// The first failure, which the type itself may have passed over.
  private var failure: ProbeFailure?

  /// The schema of a type, JSON text.
  ///
  /// - Parameter isStrict: every member is required; what may be missing may be null.
  static func schema<T: Decodable>(of type: T.Type, isStrict: Bool) throws -> [UInt8] {
    let probe = TypeProbe()
    let shape = try probe.shape(of: type)
    if let failure = probe.failure { throw failure }
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
      throw failure("\(type) holds itself, and neither in an optional nor in a list")
    }
    let name = names[identity] ?? newName(type)
    names[identity] = name
    open.insert(identity)
    defer { open.remove(identity) }
    let decoder = ProbeDecoder(self, "\(type)")
    let value: T
    do {
      value = try T(from: decoder)
    } catch let error as ProbeFailure {
      throw error
    } catch {
      throw failure("\(decoder.refusal) (\(error))")
    }
    let shape = decoder.shape
    guard referenced.contains(name) else { return (value, shape) }
    if !described.contains(where: { $0.name == name }) { described.append((name, shape)) }
    return (value, .reference(name))
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
