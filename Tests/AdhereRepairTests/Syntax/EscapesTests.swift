import Testing

@testable import AdhereRepair

@Suite struct EscapesTests {
  private func read(_ text: String) -> String? {
    RelaxedText.read(bytes(text)).map { $0.text.string }
  }

  @Test(arguments: [
    (#""\w+\b""#, #""\\w+\\b""#),
    (#""\d\n\d""#, #""\\d\\n\\d""#),
    (#""\hat{x} \frac{1}{2} \neq \theta""#, #""\\hat{x} \\frac{1}{2} \\neq \\theta""#),
    (#""see D:\work\new\tasks now""#, #""see D:\\work\\new\\tasks now""#),
    (#""..\lib\new\x""#, #""..\\lib\\new\\x""#),
    (#""\\host\disk\new""#, #""\\\\host\\disk\\new""#),
    (#""\m\_n""#, #""\\m\\_n""#),
    (#""s/\(a\)/\1\n/""#, #""s/\\(a\\)/\\1\\n/""#),
    (#""\hat{a} \\ \hat{b}""#, #""\\hat{a} \\\\ \\hat{b}""#),
  ])
  func `one backslash that is no escape shows that others are none`(_ a: String, _ b: String) {
    #expect(read(a) == b)
  }

  @Test(arguments: [
    (#"'Take:\nUse \alpha'"#, #""Take:\nUse \\alpha""#),
    (#"'a\tb \% c'"#, #""a\tb \\% c""#),
    (#"'a\nb'"#, #""a\nb""#),
  ])
  func `line ends and tabs that begin no command stay`(_ a: String, _ b: String) {
    #expect(read(a) == b)
  }

  @Test(arguments: [
    (#"r'\bx\b'"#, #""\\bx\\b""#), (#"r"a\tb""#, #""a\\tb""#), (#"r'a\'b'"#, #""a\\'b""#),
    (#"r'a\\n'"#, #""a\\\\n""#), (#"rb'\n'"#, #""\\n""#),
  ])
  func `a raw string keeps its backslashes`(_ a: String, _ b: String) {
    #expect(read(a) == b)
  }

  @Test(arguments: [
    (#"'\U0001F600'"#, #""\ud83d\ude00""#), (#"'\u{1F600}'"#, #""\ud83d\ude00""#),
    (#"'\x41'"#, #""\u0041""#), (#"'\033[0m'"#, #""\u001b[0m""#), (#"'a\0'"#, #""a\u0000""#),
    (#"'\1'"#, #""\\1""#), (#"'\v'"#, #""\u000b""#), (#"'\vec x'"#, #""\\vec x""#),
  ])
  func `escapes of Python and JavaScript are written as JSON's`(_ a: String, _ b: String) {
    #expect(read(a) == b)
  }

  @Test func `what may be a path or a line is not read`() {
    #expect(read(#"'Q:\nWhy'"#) == nil)
    #expect(read(#"'C:\new\tests'"#) == #""C:\\new\\tests""#)
    #expect(read(#"'\N{BULLET}'"#) == nil)
  }

  @Test func `templates and formats with something to compute are not read`() {
    #expect(read("`a ${b}`") == nil)
    #expect(read("f'a {b}'") == nil)
    #expect(read("f'a'") == #""a""#)
    #expect(read("`a`") == #""a""#)
  }

  @Test func `a converter hands on what has its type`() {
    for (text, json) in [("[int(5)]", "[5]"), ("[list([1])]", "[[1]]"), ("[str('a')]", #"["a"]"#)] {
      #expect(read(text) == json, "\(text)")
    }
    for text in ["[int(5.7)]", #"[list("ab")]"#, "[str(5)]", "Error({})"] {
      #expect(read(text) == nil, "\(text)")
    }
  }
}
