#if Proxy
  import AdhereJSON
  import AdhereJudging

  /// The account of an answer as clients get it that ask for it beside the answer
  /// (`adhere-account: body`).
  enum AccountText {
    /// `{"outcome","attempts","trace","choices":[…]}`.
    static func json(_ judgement: CompletionJudgement, attempts: Int, trace: String) -> [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("outcome", judgement.outcome.rawValue)
      writer.member("attempts", attempts)
      writer.member("trace", trace)
      writer.key("choices")
      writer.beginArray()
      for choice in judgement.choices { writer.append(account: choice) }
      writer.endArray()
      writer.endObject()
      return writer.bytes
    }

    /// The body with the account as its last member, `adhere`; one that is no object stays as it is.
    static func add(_ account: [UInt8], to body: [UInt8]) -> [UInt8] {
      guard let end = body.lastIndex(where: { $0 > 0x20 }), body[end] == UInt8(ascii: "}"),
        let document = try? JSONDocument(body, options: .anyDepth)
      else { return body }
      let members = document.withTape { $0.kind(0) == .object ? $0.count(of: 0) : nil }
      guard let members else { return body }
      let comma = members > 0 ? "," : ""
      return body[..<end] + Array("\(comma)\"adhere\":".utf8) + account + body[end...]
    }

    /// The last events of a stream with the account as a comment, which readers of streams skip,
    /// before the mark of its end: behind that nobody reads on.
    static func add(_ account: [UInt8], toEvents events: [UInt8]) -> [UInt8] {
      let comment = Array(": adhere ".utf8) + JSONWriter.onOneLine(account) + [10]
      let mark = Array("data: [DONE]".utf8)
      var place = events.count - mark.count
      while place >= 0 {
        if events[place...].starts(with: mark), place == 0 || events[place - 1] == 10 {
          return events[..<place] + comment + events[place...]
        }
        place -= 1
      }
      return events + comment
    }
  }
#endif
