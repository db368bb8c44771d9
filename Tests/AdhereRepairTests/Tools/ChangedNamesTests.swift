import AdhereJSON
import Testing

@testable import AdhereRepair

@Suite struct ChangedNamesTests {
  /// Whether the variable `n` still stands for its value at the end.
  private func isKnown(_ lines: String) -> Bool {
    let text = "n = 5\n" + lines + "\nf(a=n)"
    return withPadded(text) { start, count in
      AssignmentReader.read(start, count).value(start, count - 2, count - 1) != nil
    }
  }

  @Test(arguments: [
    "n.append(2)", "n[0] = 1", "n, k = 1, 2", "k, n = 1, 2", "if x: n = 6", "del n",
    "if (n := 6):", "with open('x') as n:", "n += 1", "n++", "import n", "def g(n):", "for n in x:",
    "if x:\n  n = 6", "x = lambda n: 2", "y = [n for n in x]",
  ])
  func `a name that is touched has no value`(_ line: String) { #expect(!isKnown(line)) }

  @Test func `a list may be changed by any function that is no tool`() throws {
    let tools = try ToolTable(JSONDocument(bytes(#"[{"name":"f"}]"#)))
    func isKnown(_ line: String) -> Bool {
      let text = "n = [1]\n" + line + "\nf(a=n)"
      return withPadded(text) { start, count in
        AssignmentReader.read(start, count, tools: tools).value(start, count - 2, count - 1) != nil
      }
    }
    #expect(!isKnown("random.shuffle(n)"))
    #expect(!isKnown("push([n], 2)"))
    #expect(isKnown("print(n)"))
    #expect(isKnown("f(a=n)"))
    #expect(isKnown("g(2)"))
  }

  @Test(arguments: [
    "g(n)", "g(n=n)", "print(n, 1)", "# the value of n", "The n is large.", "x = [n]",
    "this is a function of n", "for x in y:",
  ])
  func `one that is passed on keeps it`(_ line: String) { #expect(isKnown(line)) }
}
