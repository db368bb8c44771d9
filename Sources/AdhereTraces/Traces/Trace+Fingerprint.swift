import AdhereJudging
import AdhereBytes

extension Trace {
  /// Equal for two traces of which the same model gave the same answer to the same request: 16
  /// bytes of MurmurHash3.
  ///
  /// It covers provider, model, surface, the whole request, the raw output and the
  /// finish reason; not the ids, the time, the session and the judgement. Calls count by
  /// their names and arguments, so that an answer is the same whether it came as a record, as a
  /// chat object, in a batch or as a stream. Other JSON counts as it is written.
  package var fingerprintBytes: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(1024)
    appendIdentity(to: &text)
    let hash = text.withUnsafeBufferPointer { MurmurHash.hash($0) }
    return withUnsafeBytes(of: (hash.0.littleEndian, hash.1.littleEndian)) { Array($0) }
  }

  /// Appends what the fingerprint covers. A length in front of each part keeps neighbours apart,
  /// and a missing part apart from an empty one.
  private func appendIdentity(to text: inout [UInt8]) {
    func add(length: Int?) {
      withUnsafeBytes(of: UInt64(length.map { $0 + 1 } ?? 0).littleEndian) {
        text.append(contentsOf: $0)
      }
    }
    func add(_ part: [UInt8]?) {
      add(length: part?.count)
      if let part { text.append(contentsOf: part) }
    }
    func add(_ part: String?) {
      add(length: part?.utf8.count)
      if let part { text.append(contentsOf: part.utf8) }
    }
    add(provider)
    add(model)
    add(surface.rawValue)
    add(finishReason)
    add(request.messages)
    add(request.prompt)
    add(request.schema)
    add(request.tools)
    add(request.toolChoice)
    add(request.parameters)
    // Most traces have none; theirs is what it was before there were forms.
    if let form { add(form) }
    switch raw {
    case .none: add(length: nil)
    case .text(let part):
      text.append(0)
      add(part)
    case .calls(let json):
      text.append(1)
      // Ids differ from answer to answer, and the forms of providers from each other.
      guard let calls = nativeCalls else { return add(json) }
      for call in calls {
        add(call.name)
        add(call.arguments)
      }
    }
  }

  /// Equal for two traces of which the same model gave the same answer to the same request: 32
  /// hexadecimal digits. Ids, time, session and judgement do not count.
  public var fingerprint: String { Hex.string(fingerprintBytes) }
}
