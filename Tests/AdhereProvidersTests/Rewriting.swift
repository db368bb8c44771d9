import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// What a schema becomes for the provider with this name.
func rewritten(
  _ schema: String, _ name: String, _ surface: ProviderProfile.Surface = .response
) throws -> ProviderRewrite {
  ProviderRewrite(
    try JSONDocument(Array(schema.utf8)), for: try #require(ProviderProfile(name, surface)))
}

/// What a schema becomes, on one line, and the account of it in short; nothing may remain.
func rewriteText(
  _ schema: String, _ name: String, _ surface: ProviderProfile.Surface = .response
) throws -> (schema: String, changes: [String]) {
  let rewrite = try rewritten(schema, name, surface)
  #expect(rewrite.remaining.map(\.message) == [], "\(schema)")
  let written = try schemaNode(String(decoding: rewrite.schema, as: UTF8.self))
  return (String(decoding: written.compact, as: UTF8.self), account(rewrite))
}

/// Whether an instance conforms to a schema, by the draft that it names.
func accepts(_ schema: [UInt8], _ instance: String) throws -> Bool {
  let compiled = try CompiledSchema(JSONDocument(schema))
  return try JSONDocument(Array(instance.utf8)).withTape { compiled.isValid($0) }
}

func accepts(_ schema: String, _ instance: String) throws -> Bool {
  try accepts(Array(schema.utf8), instance)
}

func schemaNode(_ text: String) throws -> SchemaNode {
  try JSONDocument(Array(text.utf8)).withTape { SchemaNode($0, 0) }
}

/// What the account of a rewrite says, in short.
func account(_ rewrite: ProviderRewrite) -> [String] {
  rewrite.changes.map { "\($0.kind.rawValue) \($0.pointer)" }
}
