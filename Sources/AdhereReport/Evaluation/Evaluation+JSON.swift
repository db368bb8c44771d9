import AdhereJSON

extension Evaluation {
  /// The scores as JSON, by `schemas/evaluation.schema.json`, with a line end.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("evaluation", 1)
    writer.member("cases", cases.count)
    writer.member("cases_without_call", casesWithoutCall)
    writer.member("outputs_of_no_case", strangers)
    writer.array("models", of: rows) { writer, row in
      writer.beginObject()
      writer.member("name", row.model)
      writer.member("outputs", row.outputs)
      writer.member("cases", row.cases.count)
      for score in Score.allCases {
        writer.key(score.rawValue)
        writer.append(row[score])
      }
      writer.endObject()
    }
    writer.array("differences", of: differences) { writer, difference in
      writer.beginObject()
      writer.member("model", difference.model)
      writer.member("against", difference.against)
      writer.member("score", difference.score.rawValue)
      writer.key("pairs")
      writer.append(difference.pairs)
      if let found = difference.pairs.difference {
        writer.key("difference")
        writer.decimal(found.value)
        writer.key("interval")
        writer.beginArray()
        writer.decimal(found.low)
        writer.decimal(found.high)
        writer.endArray()
        writer.member("is_clear", found.isClear)
      }
      writer.endObject()
    }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }
}
