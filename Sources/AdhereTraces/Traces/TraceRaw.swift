import AdhereWire
import AdhereJSON
public import AdhereJudging

extension Trace.Raw {
  /// An output of an answer.
  package init(_ raw: Output.Raw) {
    switch raw {
    case .text(let text): self = text.isEmpty ? .none : .text(text)
    case .calls(let calls): self.init(calls)
    }
  }

  /// Calls that came without the text of their array.
  public init(_ calls: [ToolCall]) {
    var writer = JSONWriter()
    writer.beginArray()
    for call in calls {
      writer.beginObject()
      writer.member("name", call.name)
      writer.member("arguments", call.arguments)
      writer.endObject()
    }
    writer.endArray()
    self = .calls(json: writer.bytes)
  }
}

extension Trace.Attempt {
  /// The first choice of an attempt.
  package init(_ attempt: Reply.Attempt) {
    let choice = attempt.judgement.choices.first
    let output = choice?.output(in: attempt.completion)
    let isGood = choice?.judgement.outcome.isSuccess == true
    self.init(
      outcome: choice?.judgement.outcome ?? .error, raw: output.map { Trace.Raw($0.raw) } ?? .none,
      value: isGood ? choice?.judgement.value : nil, calls: isGood ? choice?.judgement.calls : nil,
      model: attempt.completion.model)
  }
}
