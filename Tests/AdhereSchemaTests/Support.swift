import AdhereSchema
import AdhereJSON

func json(_ text: String) throws -> JSONDocument { try JSONDocument(Array(text.utf8)) }

func compiled(
  _ text: String, _ dialect: Dialect = .draft2020, registry: [String: String] = [:],
  _ change: (inout SchemaOptions) -> Void = { _ in }
) throws -> CompiledSchema {
  var options = SchemaOptions(defaultDialect: dialect)
  var known = SchemaRegistry()
  for (uri, text) in registry { known.add(try json(text), at: uri) }
  options.registry = known
  change(&options)
  return try CompiledSchema(try json(text), options: options)
}

extension CompiledSchema {
  func accepts(_ text: String) throws -> Bool {
    let document = try json(text)
    return document.withTape { isValid($0) }
  }

  func violations(of text: String) throws -> [Violation] {
    let document = try json(text)
    return document.withTape { violations($0) }
  }
}

/// The error that compiling the schema throws; nil where it does not.
func schemaError(
  _ text: String, _ dialect: Dialect = .draft2020, registry: [String: String] = [:]
) throws -> SchemaError? {
  do {
    _ = try compiled(text, dialect, registry: registry)
    return nil
  } catch let error as SchemaError {
    return error
  }
}
