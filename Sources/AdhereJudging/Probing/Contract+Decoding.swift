public import AdhereRepair
public import AdhereSchema
public import AdhereWire

extension Contract {
  /// A contract for what a type decodes: type and schema cannot drift apart.
  ///
  ///     struct Order: Decodable {
  ///       var item: String
  ///       var count: UInt8
  ///       var note: String?
  ///     }
  ///     let contract = try Contract(decoding: Order.self)
  ///
  /// The schema is found by letting the type decode from nothing. Optional properties may be missing or
  /// null; no others may be added; whole numbers are bounded by their types; enums with raw values have
  /// to be `CaseIterable`. What decides by the values it gets, such as an enum with associated values,
  /// says its schema itself: ``JSONSchemaRepresentable``. Formats are enforced, since a type that has
  /// one does not decode without it. Numbers that are too large for `Double` or `Float` conform.
  ///
  /// - Parameters:
  ///   - type: what answers are decoded as.
  ///   - policy: permitted repairs.
  ///   - options: how the schema is read.
  /// - Throws: `InputError` where no schema can be made of the type, with the mend.
  public init<T: Decodable>(
    decoding type: T.Type, policy: Policy = Policy(), options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    var options = options
    options.assertFormats = true
    options.assertContent = options.assertContent ?? true
    try self.init(schema: Contract.schema(decoding: type), policy: policy, options: options)
  }

  /// The JSON Schema of what a type decodes, as ``init(decoding:policy:options:)`` has it: for the
  /// request, whose answer is then judged by it.
  ///
  /// - Parameters:
  ///   - type: what answers are decoded as.
  ///   - isStrict: every member is required, as strict modes of providers want it; what may be
  ///     missing may be null.
  /// - Throws: `InputError` where no schema can be made of the type, with the mend.
  public static func schema<T: Decodable>(
    decoding type: T.Type, isStrict: Bool = false
  ) throws(InputError) -> [UInt8] {
    do {
      return try TypeProbe.schema(of: type, isStrict: isStrict)
    } catch let error as ProbeFailure {
      throw InputError("no schema can be made of \(type): \(error.message)")
    } catch {
      throw InputError("no schema can be made of \(type): \(error)")
    }
  }
}

extension ResponseFormat {
  /// JSON that a type decodes.
  ///
  /// - Parameters:
  ///   - type: what answers are decoded as.
  ///   - strict: whether the provider is asked to keep to the schema.
  /// - Throws: `InputError` where no schema can be made of the type, with the mend.
  public static func schema<T: Decodable>(
    decoding type: T.Type, strict: Bool? = nil
  ) throws(InputError) -> ResponseFormat {
    .schema(
      try Contract.schema(decoding: type, isStrict: strict ?? false),
      name: TypeProbe.name(of: type), strict: strict)
  }
}

extension RequestTool {
  /// A function whose arguments a type decodes.
  ///
  ///     try RequestTool("get_weather", "The weather of a city, now.", decoding: Place.self)
  ///
  /// - Throws: `InputError` where no schema can be made of the type, with the mend.
  public init<T: Decodable>(
    _ name: String, _ description: String? = nil, decoding type: T.Type, isStrict: Bool? = nil
  ) throws(InputError) {
    try self.init(
      name, description,
      parameters: Contract.schema(decoding: type, isStrict: isStrict ?? false),
      isStrict: isStrict)
  }
}
