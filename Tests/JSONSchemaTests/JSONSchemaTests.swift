import Testing

@Suite struct JSONSchemaTests {}
