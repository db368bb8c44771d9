// swift-format-ignore-file
// Copied from schemas/providers/fireworks.json; a test compares the two.

extension ProviderTables {
  static let fireworks = #"""
    {
      "provider": "fireworks",
      "title": "Fireworks AI structured outputs",
      "date": "2026",
      "sources": ["docs.fireworks.ai, structured response formatting (2026)"],
      "root": {},
      "objects": {
        "additionalProperties": "any",
        "required": "any",
        "closed": true
      },
      "keywords": {
        "enforced": [
          "type", "properties", "required", "items", "additionalProperties", "anyOf", "allOf",
          "$ref", "$defs", "definitions", "default", "title", "description"
        ],
        "unsupported": ["oneOf", "minLength", "maxLength", "pattern", "minItems", "maxItems"],
        "unstated": [
          "not", "if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies",
          "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "enum",
          "const", "format", "uniqueItems", "contains", "minContains", "maxContains",
          "unevaluatedItems", "prefixItems", "patternProperties", "propertyNames", "minProperties",
          "maxProperties", "unevaluatedProperties", "additionalItems", "contentEncoding",
          "contentMediaType", "contentSchema", "divisibleBy", "extends", "disallow",
          "propertyDependencies", "$id", "id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor",
          "$recursiveRef", "$recursiveAnchor", "$vocabulary", "$comment", "examples", "deprecated",
          "readOnly", "writeOnly"
        ]
      },
      "rewrites": {
        "oneOf": "anyOf"
      },
      "references": {
        "recursion": true,
        "external": false
      },
      "limits": {}
    }
    """#
}
