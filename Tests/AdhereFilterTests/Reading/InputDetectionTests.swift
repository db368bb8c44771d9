import Testing

@testable import AdhereFilter

/// The kind of an input is decided by its bytes, whatever part of them has arrived.
@Suite struct InputDetectionTests {
  static let inputs: [(text: String, kind: InputKind)] = [
    ("{\"raw\": \"x\"}\n", .record), ("{\"raw\": [], \"id\": 1}\n{}\n", .record),
    ("{\"raw\": null}", .record), ("{\"raw\": 5}\n", .text),
    ("{\"custom_id\": \"a\", \"response\": {}}\n", .batch),
    ("{\"custom_id\": \"a\", \"error\": {}}\n", .batch), ("{\"custom_id\": \"a\"}\n", .text),
    ("{\"choices\": [{\"message\": {}}]}\n", .chat),
    ("{\"choices\": [{\"finish_reason\": \"stop\"}]}\n", .chat), ("{\"choices\": []}\n", .text),
    ("{\n\"choices\": [\n{\"message\": {}, \"finish_reason\": \"stop\"}]}\n", .chat),
    ("{\"custom_id\": \"a\", \"result\": {}}\n", .batch),
    ("{\"object\": \"response\", \"output\": []}\n", .responses),
    ("{\"object\": \"response\"}\n", .text), ("{\"output\": []}\n", .text),
    ("{\n\"object\": \"response\",\n\"output\": [\n]}\n", .responses),
    ("{\"type\": \"message\", \"role\": \"assistant\", \"content\": []}\n", .messages),
    ("{\"type\": \"message\", \"content\": \"hi\"}\n", .text),
    (
      "{\n\"type\": \"message\",\n\"content\": [\n],\n\"stop_reason\": \"end_turn\"}\n",
      .messages
    ),
    ("data: {}\n\n", .sse), (": a comment\n", .sse), ("event: x\n", .sse), ("data\n", .text),
    ("{\"a\": 1}\n{\"a\": 2}\n", .text), ("plain words\n", .text), ("", .text), (" \n\t\n", .text),
    ("{\"a\": 1}\u{0}{\"a\": 2}\u{0}", .nul), ("not JSON\u{0}nor this\u{0}", .nul),
    ("{\n  \"a\": 1\n}\n", .document), ("[\n", .document), ("```json\n{}\n```\n", .document),
    ("\u{FEFF}{\"raw\": \"x\"}\n", .record), ("\u{FEFF}\n\ndata: {}\n", .sse),
  ]

  private func kind(_ bytes: [UInt8], isWhole: Bool) -> InputKind? {
    bytes.withUnsafeBufferPointer { InputDetection.kind(of: $0, isWhole: isWhole) }
  }

  @Test func `the kind of a whole input`() {
    for (text, expected) in Self.inputs {
      #expect(kind(Array(text.utf8), isWhole: true) == expected, "\(text.debugDescription)")
    }
  }

  @Test func `a part of the input decides nothing else than the whole`() {
    for (text, expected) in Self.inputs {
      let bytes = Array(text.utf8)
      for end in 0...bytes.count {
        if let early = kind(Array(bytes[..<end]), isWhole: false) {
          #expect(early == expected, "\(text.prefix(end).debugDescription)")
        }
      }
    }
  }

  @Test func `a first line without end is text`() {
    let line = [UInt8](repeating: UInt8(ascii: "["), count: InputDetection.longestLine)
    #expect(kind(line, isWhole: false) == .text)
    #expect(kind(Array(line.dropLast()), isWhole: false) == nil)
  }

  @Test func `an object over several lines is found`() {
    func isOver(_ text: String, isWhole: Bool = true) -> Bool? {
      Array(text.utf8).withUnsafeBufferPointer {
        InputDetection.isOverSeveralLines($0, isWhole: isWhole)
      }
    }
    #expect(isOver("{\n\"a\": 1}") == true)
    #expect(isOver("{\"a\": 1}\n{}") == false)
    #expect(isOver("{\"a\":", isWhole: false) == nil)
    #expect(isOver("") == false)
  }
}
