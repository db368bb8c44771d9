/// A draft of JSON Schema.
public enum Dialect: String, Sendable {
  case draft2020 = "https://json-schema.org/draft/2020-12/schema"
}
