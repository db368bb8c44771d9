import Testing

@testable import AdhereRepair

@Suite struct AssignmentReaderTests {
  /// What a word at the end of the text stands for.
  private func value(_ program: String, of name: String) -> String? {
    let text = program + "\n" + name
    let start = text.utf8.count - name.utf8.count
    return withPadded(text) { bytes, count in
      AssignmentReader.read(bytes, count).value(bytes, start, count)?.string
    }
  }

  @Test(arguments: [
    ("x = 5", "5"), ("x = ['a', True]", #"["a", true]"#), ("  x = 'a'  # why", #""a""#),
  ])
  func `a literal that is assigned once`(_ program: String, _ json: String) {
    #expect(value(program, of: "x") == json)
  }

  @Test(arguments: [
    "x = 5\nx = 6", "x += 1", "x == 5", "for x in y:\n  x = 5", "x = load('a.csv')", "x = 5 + y",
    "y = 5", "x = y",
  ])
  func `anything else stands for nothing`(_ program: String) {
    #expect(value(program, of: "x") == nil)
  }
}
