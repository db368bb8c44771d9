import AdhereJSON
import Testing

/// Numbers by their value, whatever their length.
@Suite struct DecimalNumberTests {
  @Test(
    "equal values",
    arguments: [
      ("1", "1.0"), ("1e2", "100"), ("-0", "0"), ("0.1", "1E-1"), ("1e400", "10e399"),
      ("12345678901234567890.50", "12345678901234567890.5"), ("0e99999999999999999999", "0"),
    ])
  func equal(_ a: String, _ b: String) throws {
    let (a, b) = (try #require(DecimalNumber(a)), try #require(DecimalNumber(b)))
    #expect(a == b && !(a < b) && !(b < a))
    #expect(a.hashValue == b.hashValue)
  }

  @Test(
    "in order",
    arguments: [
      ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("1", "1.0000000000000000000001"),
      ("9007199254740992", "9007199254740993"), ("9e399", "1e400"), ("-1e400", "-9e399"),
    ])
  func ordered(_ a: String, _ b: String) throws {
    let (a, b) = (try #require(DecimalNumber(a)), try #require(DecimalNumber(b)))
    #expect(a < b && !(b < a) && a != b)
  }

  @Test(
    "integers are told by value",
    arguments: [("1.0", true), ("1e3", true), ("1.5", false), ("15e-1", false), ("0.0", true)])
  func integers(_ text: String, _ isInteger: Bool) {
    #expect(DecimalNumber(text)?.isInteger == isInteger)
  }

  @Test("no number", arguments: ["", "-", "01", "1.", ".5", "+1", "1e", "NaN", "0x1", "1 "])
  func none(_ text: String) { #expect(DecimalNumber(text) == nil) }
}
