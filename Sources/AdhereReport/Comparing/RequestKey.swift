import AdhereBytes
import AdhereJSON
public import AdhereTraces

/// Equal for two traces of the same request, whichever model answered: messages or prompt, schema,
/// tools and which of them was chosen, as JSON and not by their spelling.
public struct RequestKey: Hashable, Sendable {
  private let low: UInt64
  private let high: UInt64

  /// Nil for a request of which neither messages nor a prompt are known.
  public init?(_ request: Trace.Request) {
    guard let asked = request.messages ?? request.prompt else { return nil }
    var text: [UInt8] = []
    for part in [asked, request.schema, request.tools, request.toolChoice] {
      text += Canonical.form(of: part ?? [])
      text.append(0)
    }
    let hash = text.withUnsafeBufferPointer { MurmurHash.hash($0) }
    (low, high) = (hash.0, hash.1)
  }

  /// For an order that is the same on every machine.
  var order: UInt64 { low }
}
