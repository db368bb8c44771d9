import Testing

@testable import adhere

@Suite struct TerminalTextTests {
  @Test func `what could steer a terminal is escaped`() {
    let text = "a\u{1B}[2J\u{202E}\u{7F}\u{85}\n\té"
    #expect(TerminalText.escaped(text) == "a\\u{1b}[2J\\u{202e}\\u{7f}\\u{85}\\n\\u{9}é")
    #expect(TerminalText.escaped("a\nb", keepsLines: true) == "a\nb")
  }

  @Test func `JSON keeps to its line`() {
    #expect(TerminalText.escapedJSON("[1,\r\n\t2]") == "[1,   2]")
    #expect(TerminalText.escapedJSON("\"\u{7F}\u{9B}é\"") == "\"\\u007f\\u009bé\"")
  }

  @Test func `marks that turn the direction are seen`() {
    for mark in ["\u{61C}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2066}"] {
      #expect(!TerminalText.escaped("a\(mark)b").contains(mark))
      #expect(!TerminalText.escapedJSON("\"a\(mark)b\"").contains(mark))
    }
  }

  @Test func `texts are filled up, and never cut`() {
    #expect(TerminalText.padded("ab", 4) == "ab  ")
    #expect(TerminalText.padded("abcde", 4) == "abcde")
  }
}
