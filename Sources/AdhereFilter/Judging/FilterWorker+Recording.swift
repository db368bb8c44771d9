import AdhereJSON
import AdhereJudging
import AdherePlatform
import AdhereRepair
import AdhereTallies
import AdhereTraces

/// Making traces of judged outputs.
extension FilterWorker {
  func record(_ judgement: Judgement, _ line: FilterLine, _ block: Block) {
    guard let recording = options.recording, recording.keepsTraces, let output = line.output,
      recording.keeps(judgement.outcome, output.raw)
    else { return }
    var trace = trace(line, recording, raw: raw(output, line))
    trace.finishReason = output.finishReason
    trace.take(judgement)
    block.traces.append(trace)
  }

  /// An output of the json surface that conforms as it came.
  func recordValid(_ text: UnsafeBufferPointer<UInt8>, _ line: FilterLine, _ block: Block) {
    guard let recording = options.recording, recording.keepsTraces, recording.keepsValid(text)
    else { return }
    var trace = trace(line, recording, raw: .text(Array(text)))
    trace.outcome = .valid
    trace.value = Array(text)
    if let reason = try? line.record?.string("finish_reason") { trace.finishReason = reason }
    block.traces.append(trace)
  }

  /// The output as it came: for calls the record's own bytes, where there is a record.
  private func raw(_ output: Output, _ line: FilterLine) -> Trace.Raw {
    switch output.raw {
    case .text(let text):
      let isNothing = line.record.map { $0.field("raw") == nil } ?? (line.answer != nil)
      return text.isEmpty && isNothing ? .none : .text(text)
    case .calls(let calls):
      if let source = line.record?.source("raw") { return .calls(json: Array(source)) }
      return Trace.Raw(calls)
    }
  }

  private func trace(_ line: FilterLine, _ recording: RecordingOptions, raw: Trace.Raw) -> Trace {
    let now = Timestamp.now()
    var trace = Trace(
      id: TraceID.make(at: now, using: &random), time: now, surface: line.surface, raw: raw,
      outcome: .error,
      request: line.answer?.request ?? recording.request)
    trace.model = line.model.flatMap(name)
    trace.provider = line.provider.flatMap(name)
    trace.recordID = line.id.map { Array($0) } ?? line.answer?.id
    trace.policy = policyRecord
    trace.form = line.form?.rawValue
    trace.rights = recording.rights
    trace.judgeNanoseconds = cursor.elapsed
    if let record = line.record { trace.take(record) }
    if line.answer != nil { trace.request = trace.request.only(trace.surface) }
    return trace
  }

  /// ``text(_:)`` of a name that many lines share.
  private func name(_ json: [UInt8]) -> String? {
    if let known = names.first(where: { $0.json == json }) { return known.text }
    if names.count == 16 { names.removeAll(keepingCapacity: true) }
    let text = FilterWorker.text(json)
    names.append((json, text))
    return text
  }

  /// A JSON string decoded; of other JSON its text. Nil for null.
  static func text(_ json: [UInt8]) -> String? {
    guard let document = try? JSONDocument(json) else { return nil }
    return document.withTape { tape in
      switch tape.kind(0) {
      case .null: nil
      case .string: String(decoding: StringText.decode(tape, 0), as: UTF8.self)
      default: String(decoding: json, as: UTF8.self)
      }
    }
  }
}

extension Trace {
  /// Takes request, time, session and rights from a record.
  mutating func take(_ record: RecordInput) {
    func json(_ name: StaticString) -> [UInt8]? {
      record.field(name).map { Array(record.tape.source($0)) }
    }
    // A record's contract replaces that of the options, as in judging.
    if record.field("schema") != nil || record.tape.member("tools", of: 0) != nil {
      request.schema = surface == .tool ? nil : json("schema")
      request.tools = surface == .json ? nil : record.source("tools").map { Array($0) }
      request.toolChoice = json("tool_choice")
    }
    request.messages = json("messages")
    request.prompt = json("prompt")
    request.parameters = json("parameters")
    session = (try? record.string("session")) ?? nil
    if let label = json("label") { extra.append(Member(name: "label", json: label)) }
    if let text = (try? record.string("time")) ?? nil, let stated = Timestamp(text) {
      time = stated
    }
    if let licence = (try? record.string("licence")) ?? nil { rights.licence = licence }
    if record.field("consent") != nil, let consent = try? record.flag("consent") {
      rights.consent = consent
    }
    if let text = (try? record.string("retain_until")) ?? nil, let until = Timestamp(text) {
      rights.retainUntil = until
    }
  }
}
