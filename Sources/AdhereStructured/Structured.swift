#if Structured
  @_exported public import AdhereJudging

  /// Makes a struct or an enum a type that has a JSON Schema, with what its source tells.
  ///
  ///     /// A place to sleep.
  ///     @Structured
  ///     struct Stay {
  ///       /// The city, as the user wrote it.
  ///       var city: String
  ///       /// How many nights.
  ///       @Keywords(minimum: 1, maximum: 30) var nights: Int
  ///       var board: Board?
  ///     }
  ///
  ///     @Structured
  ///     enum Board { case none, breakfast, half }
  ///
  ///     let contract = try Contract(decoding: Stay.self)
  ///
  /// It adds the conformance to `Codable`, whose coding is Swift's own but for bare cases, and to
  /// `StructuredType`. Doc comments of the type, its properties and its cases become `description`s;
  /// ``Keywords(description:minimum:maximum:exclusiveMinimum:exclusiveMaximum:multipleOf:minLength:maxLength:pattern:format:minItems:maxItems:minProperties:maxProperties:)``
  /// adds constraints. Everything else is found by letting the type decode, as for
  /// `Contract(decoding:)`: keys of `CodingKeys`, what may be missing, what each member holds.
  ///
  /// - An enum with raw values is coded by them, and made `CaseIterable`.
  /// - An enum of bare cases is coded by their names, unless it says `Codable` itself.
  /// - An enum with associated values is an object of one member, `{"circle":{"radius":1}}`, as Swift
  ///   codes it.
  ///
  /// A generic type has no one schema and is refused, as classes and actors are.
  @attached(
    extension, conformances: StructuredType, CaseIterable,
    names: named(typeStructure), named(init(from:)), named(encode(to:)))
  public macro Structured() =
    #externalMacro(module: "AdhereStructuredMacros", type: "StructuredMacro")

  /// Keywords of JSON Schema for a property of a ``Structured()`` type, beside those of its type.
  ///
  ///     @Keywords(description: "The code of a currency.", pattern: "^[A-Z]{3}$") var currency: String
  ///
  /// The arguments are literals, named as in JSON Schema (draft 2020-12, Validation, section 6). A
  /// keyword that says nothing of the property's type is an error where the schema is made.
  ///
  /// - Parameters:
  ///   - description: what the property holds; comes before its doc comment.
  ///   - minimum: of numbers.
  ///   - maximum: of numbers.
  ///   - exclusiveMinimum: of numbers.
  ///   - exclusiveMaximum: of numbers.
  ///   - multipleOf: of numbers.
  ///   - minLength: of strings, in code points.
  ///   - maxLength: of strings, in code points.
  ///   - pattern: of strings, ECMA-262.
  ///   - format: of strings.
  ///   - minItems: of arrays.
  ///   - maxItems: of arrays.
  ///   - minProperties: of dictionaries.
  ///   - maxProperties: of dictionaries.
  @attached(peer)
  public macro Keywords(
    description: String? = nil,
    minimum: Double? = nil, maximum: Double? = nil,
    exclusiveMinimum: Double? = nil, exclusiveMaximum: Double? = nil,
    multipleOf: Double? = nil,
    minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil, format: String? = nil,
    minItems: Int? = nil, maxItems: Int? = nil,
    minProperties: Int? = nil, maxProperties: Int? = nil
  ) = #externalMacro(module: "AdhereStructuredMacros", type: "KeywordsMacro")
#endif
