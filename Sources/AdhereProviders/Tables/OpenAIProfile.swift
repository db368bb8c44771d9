// swift-format-ignore-file
// Copied from schemas/providers/openai.json; a test compares the two.

extension ProviderTables {
  static let openai = #"""
    {
      "provider": "openai",
      "title": "OpenAI structured outputs and strict tools",
      "date": "2026-08",
      "sources": [
        "UnitVectorY-Labs/jsonschemaprofiles 57d66e1, quoting the vendor's pages (baseline 2026-02)",
        "pydantic-ai profiles/openai.py (2026-08)"
      ],
      "root": {
        "type": "object",
        "anyOf": false
      },
      "objects": {
        "additionalProperties": "false",
        "required": "all"
      },
      "keywords": {
        "enforced": [
          "type", "properties", "required", "items", "additionalProperties", "enum", "const",
          "anyOf", "$ref", "$defs", "definitions", "pattern", "format", "minItems", "maxItems",
          "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "title",
          "description"
        ],
        "unsupported": [
          "oneOf", "allOf", "not", "if", "then", "else", "dependentSchemas", "dependentRequired",
          "dependencies", "minLength", "maxLength", "uniqueItems", "contains", "minContains",
          "maxContains", "unevaluatedItems", "prefixItems", "patternProperties", "propertyNames",
          "minProperties", "maxProperties", "unevaluatedProperties", "default", "additionalItems",
          "contentEncoding", "contentMediaType", "contentSchema", "divisibleBy", "extends",
          "disallow", "propertyDependencies"
        ],
        "unstated": [
          "$id", "id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef",
          "$recursiveAnchor", "$vocabulary", "$comment", "examples", "deprecated", "readOnly",
          "writeOnly"
        ]
      },
      "rewrites": {
        "oneOf": "anyOf",
        "allOf": "merge"
      },
      "formats": ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"],
      "pattern": {
        "without": ["lookaround"]
      },
      "references": {
        "recursion": true,
        "external": false
      },
      "limits": {
        "properties": 5000,
        "depth": 10,
        "nameCharacters": 120000,
        "enumValues": 1000,
        "longEnumValues": 250,
        "longEnumCharacters": 15000
      }
    }
    """#
}
