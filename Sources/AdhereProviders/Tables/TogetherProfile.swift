// swift-format-ignore-file
// Copied from schemas/providers/together.json; a test compares the two.

extension ProviderTables {
  static let together = #"""
    {
      "provider": "together",
      "title": "together.ai JSON mode",
      "date": "2026-08",
      "sources": [
        "docs.together.ai, JSON mode (\"any schema you supply\")",
        "togethercomputer/skills structured-outputs.md (2026-08)"
      ],
      "root": {},
      "objects": {
        "additionalProperties": "any",
        "required": "any"
      },
      "keywords": {
        "enforced": ["type", "properties", "required", "items"],
        "unsupported": [],
        "unstated": [
          "additionalProperties", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "$defs",
          "definitions", "pattern", "format", "minItems", "maxItems", "prefixItems", "default",
          "not", "if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies",
          "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
          "maxLength", "uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems",
          "patternProperties", "propertyNames", "minProperties", "maxProperties",
          "unevaluatedProperties", "additionalItems", "contentEncoding", "contentMediaType",
          "contentSchema", "divisibleBy", "extends", "disallow", "propertyDependencies", "$id", "id",
          "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor",
          "$vocabulary", "$comment", "title", "description", "examples", "deprecated", "readOnly",
          "writeOnly"
        ]
      },
      "rewrites": {},
      "limits": {}
    }
    """#
}
