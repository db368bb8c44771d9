#if CLI
  import AdhereBytes

  /// Reads the answer to a POST as it comes: interim answers are left out, of the body the first
  /// 64 KiB are kept.
  struct HTTPAnswerReader {
    private var bytes: [UInt8] = []
    private var head: (status: Int, wait: Double?, length: Int?)?
    private(set) var isComplete = false

    static let limit = 64 << 10

    /// The answer; nil as long as its head is not there.
    var answer: HTTPPost.Answer? {
      head.map { HTTPPost.Answer(status: $0.status, wait: $0.wait, body: bytes) }
    }

    /// False where it is no answer of HTTP.
    mutating func take(_ piece: ArraySlice<UInt8>) -> Bool {
      bytes += piece
      while head == nil {
        let start = Array("HTTP/1.".utf8)
        guard bytes.prefix(start.count).elementsEqual(start.prefix(bytes.count)) else {
          return false
        }
        guard let end = endOfHead() else { return bytes.count <= HTTPAnswerReader.limit }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        bytes.removeSubrange(..<(end + 4))
        guard let words = lines.first?.split(separator: " ", maxSplits: 2), words.count > 1,
          let status = Int(words[1]), (100..<600).contains(status)
        else { return false }
        // 100 Continue and the like come before the answer.
        if status < 200 { continue }
        let length = field("content-length", lines).flatMap { Int(exactly: $0) }
        head = (status, field("retry-after", lines), length)
      }
      let wanted = min(head?.length ?? HTTPAnswerReader.limit, HTTPAnswerReader.limit)
      if bytes.count >= wanted {
        bytes.removeSubrange(wanted...)
        isComplete = true
      }
      return true
    }

    private func endOfHead() -> Int? {
      guard bytes.count >= 4 else { return nil }
      let mark = Array("\r\n\r\n".utf8)
      return (0...bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual(mark) }
    }

    /// A header field that is a number.
    private func field(_ name: String, _ lines: [Substring]) -> Double? {
      for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else {
          continue
        }
        let value = line[line.index(after: colon)...].filter { $0 != " " && $0 != "\t" }
        guard let number = Double(value), number >= 0, number < 1e9 else { return nil }
        return number
      }
      return nil
    }
  }
#endif
