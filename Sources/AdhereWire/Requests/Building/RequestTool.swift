internal import AdhereJSON

/// A function that a request offers to the model.
///
///     try RequestTool("get_weather", "The weather of a city, now.", parameters: schema)
public struct RequestTool: Sendable, Equatable {
  /// What calls name it by.
  public let name: String
  /// What the model reads about it.
  public let description: String?
  /// JSON Schema of the arguments; nil for a function that takes none.
  public let parameters: [UInt8]?
  /// Whether the provider is asked to keep to the schema; nil leaves it to the provider.
  public let isStrict: Bool?

  /// - Parameters:
  ///   - name: what calls name it by.
  ///   - description: what the model reads about it.
  ///   - parameters: JSON Schema of the arguments, an object.
  ///   - isStrict: whether the provider is asked to keep to the schema.
  /// - Throws: ``InputError`` where the parameters are no JSON object.
  public init(
    _ name: String, _ description: String? = nil, parameters: some Sequence<UInt8>,
    isStrict: Bool? = nil
  ) throws(InputError) {
    let parameters = Array(parameters)
    try InputError.requireJSON(parameters, "parameters of tool '\(name)'", isObject: true)
    self.name = name
    self.description = description
    self.parameters = parameters
    self.isStrict = isStrict
  }

  /// A function that takes no arguments.
  ///
  /// - Parameters:
  ///   - name: what calls name it by.
  ///   - description: what the model reads about it.
  public init(_ name: String, _ description: String? = nil) {
    self.name = name
    self.description = description
    parameters = nil
    isStrict = nil
  }

  /// The tool as a request of this API has it.
  func write(for api: WireAPI, to writer: inout JSONWriter) {
    writer.beginObject()
    switch api {
    case .messages: members(&writer, parameters: "input_schema")
    case .responses:
      writer.member("type", "function")
      members(&writer, parameters: "parameters")
    default:
      writer.member("type", "function")
      writer.key("function")
      writer.beginObject()
      members(&writer, parameters: "parameters")
      writer.endObject()
    }
    writer.endObject()
  }

  private func members(_ writer: inout JSONWriter, parameters key: StaticString) {
    writer.member("name", name)
    if let description { writer.member("description", description) }
    writer.member(
      key, raw: parameters ?? Array(#"{"type":"object","properties":{}}"#.utf8))
    if let isStrict { writer.member("strict", isStrict) }
  }
}
