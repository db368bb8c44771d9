// swift-format-ignore-file
// Copied from schemas/providers/gemini.json; a test compares the two.

extension ProviderTables {
  static let gemini = #"""
    {
      "provider": "gemini",
      "title": "Google Gemini response_json_schema",
      "date": "2026-08",
      "sources": [
        "UnitVectorY-Labs/jsonschemaprofiles 57d66e1, quoting the vendor's pages (baseline 2026-02)",
        "pydantic-ai profiles/google.py (2026-08)",
        "googleapis/python-genai issue 2170 (the sum of maxItems, measured by users)"
      ],
      "root": {},
      "objects": {
        "additionalProperties": "any",
        "required": "any"
      },
      "keywords": {
        "enforced": [
          "type", "properties", "required", "items", "additionalProperties", "enum", "anyOf", "$ref",
          "$defs", "definitions", "format", "minimum", "maximum", "minItems", "maxItems",
          "prefixItems", "title", "description"
        ],
        "unsupported": [
          "const", "oneOf", "allOf", "not", "if", "then", "else", "dependentSchemas",
          "dependentRequired", "dependencies", "minLength", "maxLength", "pattern",
          "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "contains",
          "minContains", "maxContains", "unevaluatedItems", "patternProperties", "propertyNames",
          "minProperties", "maxProperties", "unevaluatedProperties", "additionalItems",
          "contentEncoding", "contentMediaType", "contentSchema", "divisibleBy", "extends",
          "disallow", "propertyDependencies"
        ],
        "unstated": [
          "$id", "id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef",
          "$recursiveAnchor", "$vocabulary", "$comment", "examples", "deprecated", "readOnly",
          "writeOnly", "default"
        ]
      },
      "rewrites": {
        "oneOf": "anyOf",
        "const": "enum",
        "allOf": "merge"
      },
      "references": {
        "external": false
      },
      "limits": {
        "maxItemsSum": 960
      }
    }
    """#
}
