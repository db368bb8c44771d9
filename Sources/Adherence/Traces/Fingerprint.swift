import JSONText

extension Trace {
  /// What two traces share exactly when the same model, asked the same, answered the same:
  /// SHA-256.
  ///
  /// Counted are provider, model, surface, the whole request, the raw output and the
  /// finish reason; not the ids, the time, the session and what was made of it. JSON counts as
  /// it is written: a store that is asked about the same stream twice sees the same bytes.
  public var fingerprintBytes: [UInt8] {
    var hash = SHA256()
    func add(_ part: [UInt8]?, _ hash: inout SHA256) {
      // Lengths keep neighbours apart, and nothing apart from the empty text.
      var length = UInt64(part.map { $0.count + 1 } ?? 0).littleEndian
      withUnsafeBytes(of: &length) { hash.update($0.bindMemory(to: UInt8.self)) }
      if let part { hash.update(part) }
    }
    add(provider.map { Array($0.utf8) }, &hash)
    add(model.map { Array($0.utf8) }, &hash)
    add(Array(surface.rawValue.utf8), &hash)
    add(finishReason.map { Array($0.utf8) }, &hash)
    for part in [
      request.messages, request.prompt, request.schema, request.tools, request.toolChoice,
      request.parameters,
    ] { add(part, &hash) }
    switch raw {
    case .none: add(nil, &hash)
    case .text(let text):
      add([0], &hash)
      add(text, &hash)
    case .calls(let json):
      add([1], &hash)
      add(json, &hash)
    }
    return hash.finish()
  }

  /// ``fingerprintBytes`` in lower-case hexadecimal.
  public var fingerprint: String {
    var out: [UInt8] = []
    for byte in fingerprintBytes {
      out.append(Trace.digits[Int(byte >> 4)])
      out.append(Trace.digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
