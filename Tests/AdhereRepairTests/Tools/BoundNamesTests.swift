import Testing

@testable import AdhereRepair

@Suite struct BoundNamesTests {
  @Test(arguments: [
    ("x = 1", "x"), ("for x in y:", "x"), ("import x", "x"), ("def x(", "x"), ("x <- 3", "x"),
    ("(x, y) = f()", "x"), ("with f() as x:", "x"),
  ])
  func `words that a program gives a meaning`(_ text: String, _ name: String) {
    #expect(BoundNames.find(bytes(text)).contains(bytes(name)))
  }

  @Test(arguments: ["x == 1", "f(a=x)", "see x."])
  func `words that are only used`(_ text: String) {
    #expect(!BoundNames.find(bytes(text)).contains(bytes("x")))
  }
}

@Suite struct ImportsTests {
  @Test func `imports and definitions at the beginning of a line`() {
    let text = "import random\nfrom os import path\n  def get():\nx = 'import no'\n"
    let names = withPadded(text) { Imports.find($0, $1) }
    #expect(names == [bytes("random"), bytes("os"), bytes("get")])
  }
}
