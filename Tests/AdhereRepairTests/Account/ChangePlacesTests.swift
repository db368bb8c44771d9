import Testing

@testable import AdhereRepair

/// Stretches of a changed text are found in the raw one.
@Suite struct ChangePlacesTests {
  /// `x {'a':1,}` becomes `{"a":1}`.
  private let raw = bytes("x {'a':1,}")
  private let changes = [
    Change(0, 2, [], .stripProse), Change(3, 4, bytes("\""), .singleQuotes),
    Change(5, 6, bytes("\""), .singleQuotes), Change(8, 9, [], .trailingComma),
  ]

  private func source(_ span: Range<Int>) -> String {
    String(decoding: raw[ChangePlaces.source(of: span, before: changes)], as: UTF8.self)
  }

  @Test func `a stretch between changes is itself`() {
    #expect(Changes.apply(changes, to: raw).string == #"{"a":1}"#)
    #expect(source(5..<6) == "1")
    #expect(source(2..<3) == "a")
  }

  @Test func `a changed stretch is what it was made of`() {
    #expect(source(1..<4) == "'a'")
    #expect(source(1..<2) == "'")
  }

  @Test func `the whole text lies between what was left out around it`() {
    #expect(source(0..<7).hasSuffix("{'a':1,}"))
    #expect(ChangePlaces.source(of: 2..<5, before: []) == 2..<5)
  }
}
