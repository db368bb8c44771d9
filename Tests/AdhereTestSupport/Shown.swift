package import AdhereJudging

extension [UInt8] {
  /// As text, for messages: bytes that are not UTF-8 show as U+FFFD.
  package var shown: String { String(decoding: self, as: UTF8.self) }
}

extension ToolCall {
  /// As a call, for messages: `name(arguments)`.
  package var shown: String { "\(name)(\(arguments.shown))" }
}
