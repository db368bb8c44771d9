import AdhereSchema
package import AdhereJudging

/// The tool an output is counted under: that of its first call, also where its arguments could
/// not be read.
package enum ToolLabel {
  /// Counts every tool that was not offered: the names that models invent are unbounded.
  package static let unknown = "unknown"

  fileprivate static func isUnknown(_ violations: some Sequence<(path: String, schemaPath: String)>)
    -> Bool
  {
    violations.contains { $0.path.hasSuffix("/name") && $0.schemaPath == "#/tools" }
  }
}

extension Judgement {
  /// The tool this output is counted under.
  ///
  /// - Parameter raw: the output as it came, where no call could be read.
  package func toolLabel(_ raw: Output.Raw?) -> String {
    if ToolLabel.isUnknown(violations.lazy.map { ($0.instancePath, $0.schemaPath) }) {
      return ToolLabel.unknown
    }
    if let calls { return calls.first?.name ?? "" }
    guard case .calls(let given) = raw else { return "" }
    return given.first?.name ?? ""
  }
}

extension Trace {
  /// The tool the trace is counted under; empty where none was called.
  package var toolLabel: String {
    guard surface == .tool else { return "" }
    if ToolLabel.isUnknown(violations.lazy.map { ($0.instancePath, $0.schemaPath) }) {
      return ToolLabel.unknown
    }
    return (calls ?? nativeCalls)?.first?.name ?? ""
  }
}
