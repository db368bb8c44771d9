import Adherence
import JSONText

/// Writes evaluation cases: what was asked, what is accepted in answer, and how it failed.
enum EvaluationRow {
  static func append(_ example: Example, _ trace: Trace, to out: inout JSONWriter) {
    out.beginObject()
    out.key("id")
    out.string(trace.id)
    // What else the session holds is kept out of training by it.
    if let session = trace.session, !session.isEmpty {
      out.key("session")
      out.string(session)
    }
    out.key("surface")
    out.string(trace.surface.rawValue)
    json("messages", trace.request.messages, &out)
    json("prompt", trace.request.prompt, &out)
    json("schema", trace.request.schema, &out)
    json("tools", trace.request.tools, &out)
    json("tool_choice", trace.request.toolChoice, &out)
    json("parameters", trace.request.parameters, &out)
    out.key("acceptance")
    out.beginObject()
    // A person's answer is the answer; a repaired one shows only what would have conformed.
    out.key("by")
    out.string(example.origin == .corrected ? "equality" : "schema")
    if let answer = example.answer {
      if answer.calls.isEmpty {
        out.key("content")
        if let content = answer.content { out.raw(content) } else { out.null() }
      } else {
        out.key("calls")
        out.beginArray()
        for call in answer.calls {
          out.beginObject()
          out.key("name")
          out.string(call.name)
          out.key("arguments")
          out.raw(RowWriter.onOneLine(call.arguments))
          out.endObject()
        }
        out.endArray()
      }
    }
    out.endObject()
    out.key("failure")
    out.beginObject()
    out.key("outcome")
    out.string(trace.outcome.rawValue)
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
    out.key(key)
    out.raw(RowWriter.onOneLine(json))
  }

  private static func names(_ names: [String], _ out: inout JSONWriter) {
    out.beginArray()
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted { out.string(name) }
    out.endArray()
  }
}
