import AdhereJSON
import AdhereSchema
import AdhereRepair
import AdhereWire

/// What a text has to be that is no JSON: one of several texts, or what a pattern matches. The text
/// is judged as the string it is; nothing of it is repaired.
struct TextContract: Sendable {
  private let schema: CompiledSchema

  /// Nil where the format is of another kind, or its pattern cannot be read.
  init?(_ format: ResponseFormat) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "string")
    switch format {
    case .regex(let pattern): writer.member("pattern", "^(?:\(pattern))$")
    case .choice(let texts):
      writer.array("enum", of: texts) { writer, text in writer.string(text) }
    case .text, .json, .schema, .grammar, .other: return nil
    }
    writer.endObject()
    guard let document = try? JSONDocument(writer.bytes),
      let schema = try? CompiledSchema(document, at: 0, options: SchemaOptions())
    else { return nil }
    self.schema = schema
  }

  func judge(_ text: [UInt8]) -> Judgement {
    guard let document = try? JSONDocument(JSONWriter.quoted(text)) else {
      return Judgement(.unreadable, reason: Reason(.broken, "the text is not UTF-8"))
    }
    let violations = document.withTape { schema.violations($0) }
    guard let first = violations.first else { return Judgement(.valid) }
    return Judgement(
      .invalid, violations: violations, reason: Reason(.nonconforming, first.message))
  }
}
