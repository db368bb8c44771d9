// swift-format-ignore-file
// Copied from schemas/providers/xai.json; a test compares the two.

extension ProviderTables {
  static let xai = #"""
    {
      "provider": "xai",
      "title": "xAI structured outputs",
      "date": "2026",
      "sources": ["docs.x.ai, structured outputs (2026)"],
      "root": {},
      "objects": {
        "additionalProperties": "explicit",
        "required": "any"
      },
      "keywords": {
        "enforced": [
          "type", "properties", "required", "items", "additionalProperties", "enum", "const",
          "anyOf", "allOf", "$ref", "$defs", "definitions", "format", "default", "title",
          "description"
        ],
        "unsupported": [
          "oneOf", "minLength", "maxLength", "minItems", "maxItems", "prefixItems", "uniqueItems",
          "contains", "minContains", "maxContains", "unevaluatedItems"
        ],
        "unstated": [
          "not", "if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies",
          "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern",
          "patternProperties", "propertyNames", "minProperties", "maxProperties",
          "unevaluatedProperties", "additionalItems", "contentEncoding", "contentMediaType",
          "contentSchema", "divisibleBy", "extends", "disallow", "propertyDependencies", "$id", "id",
          "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor",
          "$vocabulary", "$comment", "examples", "deprecated", "readOnly", "writeOnly"
        ]
      },
      "rewrites": {
        "oneOf": "anyOf"
      },
      "allOf": {
        "maximumBranches": 1
      },
      "references": {
        "recursion": false
      },
      "limits": {}
    }
    """#
}
