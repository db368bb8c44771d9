#if CLI
  import AdhereJSON

  /// What a collector says it did not take of a request that it answered with success.
  enum OTLPAnswer {
    /// `3 data points: too old`; nil where everything was taken.
    static func refused(_ body: [UInt8]) -> String? {
      guard let document = try? JSONDocument(body) else { return nil }
      return document.withTape { tape in
        guard tape.kind(0) == .object, let part = tape.member("partialSuccess", of: 0),
          tape.kind(part) == .object
        else { return nil }
        // A number of 64 bits is a string in the JSON of protocol buffers.
        var count = 0
        if let index = tape.member("rejectedDataPoints", of: part) {
          let text =
            tape.kind(index) == .string ? StringText.decode(tape, index) : Array(tape.text(index))
          count = Int(String(decoding: text, as: UTF8.self)) ?? 0
        }
        guard count > 0 else { return nil }
        var reason = ""
        if let index = tape.member("errorMessage", of: part), tape.kind(index) == .string {
          reason = ": " + String(decoding: StringText.decode(tape, index), as: UTF8.self)
        }
        return "\(count) data points\(reason)"
      }
    }
  }
#endif
