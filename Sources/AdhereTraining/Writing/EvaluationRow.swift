import AdhereJudging
import AdhereTraces
import AdhereJSON

/// Writes evaluation cases: the request, what is accepted in answer, and how it failed.
enum EvaluationRow {
  static func append(_ example: Example, _ trace: Trace, to out: inout JSONWriter) {
    out.beginObject()
    out.member("id", trace.id)
    // What else the session holds is kept out of training by it.
    if let session = trace.session, !session.isEmpty {
      out.member("session", session)
    }
    out.member("surface", trace.surface.rawValue)
    json("messages", trace.request.messages, &out)
    json("prompt", trace.request.prompt, &out)
    json("schema", trace.request.schema, &out)
    json("tools", trace.request.tools, &out)
    json("tool_choice", trace.request.toolChoice, &out)
    if let form = trace.form { out.member("form", form) }
    json("parameters", trace.request.parameters, &out)
    out.key("acceptance")
    out.beginObject()
    // A person's answer is the answer; a repaired one shows only what would have conformed.
    out.member("by", example.origin == .corrected ? "equality" : "schema")
    if let answer = example.answer {
      if answer.calls.isEmpty {
        out.key("content")
        if let content = answer.content { out.raw(content) } else { out.null() }
      } else {
        out.array("calls", of: answer.calls) { out, call in
          out.beginObject()
          out.member("name", call.name)
          out.member("arguments", raw: JSONWriter.onOneLine(call.arguments))
          out.endObject()
        }
      }
    }
    out.endObject()
    out.key("failure")
    out.beginObject()
    out.member("outcome", trace.outcome.rawValue)
    out.key("model")
    if let model = trace.model { out.string(model) } else { out.null() }
    out.key("repairs")
    names(trace.repairs.map(\.rule), &out)
    out.key("violations")
    names(trace.violations.map { "\($0.instancePath): \($0.keyword)" }, &out)
    out.endObject()
    out.endObject()
  }

  private static func json(_ key: StaticString, _ json: [UInt8]?, _ out: inout JSONWriter) {
    guard let json else { return }
    out.member(key, raw: JSONWriter.onOneLine(json))
  }

  private static func names(_ names: [String], _ out: inout JSONWriter) {
    out.beginArray()
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted { out.string(name) }
    out.endArray()
  }
}
