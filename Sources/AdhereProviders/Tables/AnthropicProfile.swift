// swift-format-ignore-file
// Copied from schemas/providers/anthropic.json; a test compares the two.

extension ProviderTables {
  static let anthropic = #"""
    {
      "provider": "anthropic",
      "title": "Anthropic structured outputs and strict tools",
      "date": "2026-08",
      "sources": [
        "anthropic-sdk-python lib/_parse/_transform.py", "vercel/ai sanitize-json-schema.ts",
        "LangSchema 0.7.1 documentation (the limits, third-hand)"
      ],
      "root": {},
      "objects": {
        "additionalProperties": "false",
        "required": "any"
      },
      "keywords": {
        "enforced": [
          "type", "properties", "required", "items", "additionalProperties", "enum", "const",
          "anyOf", "allOf", "$ref", "$defs", "definitions", "pattern", "format", "minItems",
          "default", "title", "description"
        ],
        "unsupported": [
          "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependentRequired",
          "dependencies", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
          "exclusiveMaximum", "multipleOf", "maxItems", "uniqueItems", "contains", "minContains",
          "maxContains", "unevaluatedItems", "prefixItems", "patternProperties", "propertyNames",
          "minProperties", "maxProperties", "unevaluatedProperties", "additionalItems",
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
        "oneOf": "anyOf"
      },
      "formats": [
        "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid", "uri"
      ],
      "pattern": {
        "without": ["lookaround", "backreference", "wordBoundary"]
      },
      "constants": "primitive",
      "allOf": {
        "references": false
      },
      "minItems": {
        "maximum": 1
      },
      "references": {
        "recursion": false,
        "external": false
      },
      "limits": {
        "optionalProperties": 24,
        "unions": 16
      }
    }
    """#
}
