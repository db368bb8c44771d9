import AdhereSchema
import AdhereJSON
import AdhereRepair

/// Violations of what a request asks beside its schemas, in the form of schema violations.
enum RequestViolation {
  static func unknownTool(_ name: String, at index: Int, _ tools: ToolTable) -> Violation {
    var params = JSONWriter()
    params.beginObject()
    params.array("allowedValues", of: tools.tools) { params, tool in params.string(tool.name) }
    params.endObject()
    return violation("/\(index)/name", "#/tools", "enum", params.bytes, "must be an offered tool")
  }

  static func notChosen(_ name: String, _ wanted: String, at index: Int) -> Violation {
    var params = JSONWriter()
    params.beginObject()
    params.member("allowedValue", wanted)
    params.endObject()
    return violation(
      "/\(index)/name", "#/tool_choice", "const", params.bytes, "must be '\(wanted)'")
  }

  static func notAmong(_ names: [String], at index: Int) -> Violation {
    var params = JSONWriter()
    params.beginObject()
    params.array("allowedValues", of: names) { params, name in params.string(name) }
    params.endObject()
    return violation(
      "/\(index)/name", "#/tool_choice", "enum", params.bytes, "must be one of the allowed tools")
  }

  static func notParallel(_ count: Int) -> Violation {
    violation(
      "", "#/parallel_tool_calls", "maxItems", Array("{\"limit\":1}".utf8),
      "must be one call, not \(count)")
  }

  /// What a provider reports in place of an answer, or why an answer was given up.
  static func reported(_ keyword: String, _ params: [UInt8], _ message: String) -> Violation {
    violation("", "", keyword, params, message)
  }

  static func notAllowed(_ name: String) -> Violation {
    violation(
      "", "#/tool_choice", "maxItems", Array(#"{"limit":0}"#.utf8),
      "must not call a tool: tool_choice is none, and '\(name)' was called")
  }

  private static func violation(
    _ path: String, _ schemaPath: String, _ keyword: String, _ params: [UInt8], _ message: String
  ) -> Violation {
    Violation(
      instancePath: path, schemaPath: schemaPath, keyword: keyword, params: params,
      message: message)
  }
}
