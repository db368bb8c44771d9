import AdherePattern
import Testing

@testable import AdhereTraces

/// Placeholders keep type and format, and are equal for equal values.
@Suite struct PlaceholderTests {
  private func rule(_ kind: RedactionRule.Kind) throws -> RedactionRule {
    RedactionRule(
      id: "my-rule", kind: kind, keywords: [],
      search: .pattern(try BytePattern(Array("x".utf8))), check: nil)
  }

  private func text(_ kind: RedactionRule.Kind, _ value: String) throws -> String {
    let rule = try rule(kind)
    return String(
      decoding: Array(value.utf8).withUnsafeBufferPointer { Placeholder.text(rule, $0) },
      as: UTF8.self)
  }

  @Test func `each kind has its form`() throws {
    let hex = "[0-9a-f]{4}"
    for (kind, form) in [
      (RedactionRule.Kind.email, "redacted-\(hex)@example\\.invalid"), (.phone, "\\+1555[0-9]{7}"),
      (.secret, "<SECRET:my-rule:\(hex)>"), (.custom, "<SECRET:my-rule:\(hex)>"),
      (.card, "<CARD:\(hex)>"), (.iban, "<IBAN:\(hex)>"),
    ] {
      let placeholder = try text(kind, "some value")
      #expect(try Regex(form).wholeMatch(in: placeholder) != nil, "\(placeholder)")
    }
  }

  @Test func `equal values have equal placeholders, others have not`() throws {
    #expect(try text(.secret, "a") == text(.secret, "a"))
    #expect(try text(.secret, "a") != text(.secret, "b"))
    #expect(try text(.email, "a") != text(.secret, "a"))
  }

  @Test func `equal values have equal ones however they are written`() throws {
    for (kind, forms) in [
      (
        RedactionRule.Kind.card, ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"]
      ),
      (.iban, ["DE89370400440532013000", "de89 3704 0044 0532 0130 00"]),
      (.phone, ["+49 30 1234567", "0049301234567", "+49 (0)30 123 45 67"]),
      (.email, ["Ada@X.org", "ada@x.org"]),
    ] { #expect(Set(try forms.map { try text(kind, $0) }).count == 1, "\(forms)") }
  }

  @Test func `a number stays one of as many digits`() throws {
    let rule = try rule(.card)
    let value = Array("4111111111111111".utf8)
    let number = value.withUnsafeBufferPointer { Placeholder.number(rule, $0) }
    #expect(number.count == value.count && number[0] == UInt8(ascii: "9"))
    #expect(number.allSatisfy { (0x30...0x39).contains($0) })
    #expect(!number.withUnsafeBufferPointer { Checksums.isCard($0) })
  }

  @Test func `placeholders that look like what was replaced are recognised`() throws {
    for (kind, isRecognised) in [(RedactionRule.Kind.email, true), (.phone, true), (.card, false)] {
      let placeholder = Array(try text(kind, "v").utf8)
      #expect(
        placeholder.withUnsafeBufferPointer { Placeholder.isPlaceholder($0, kind) } == isRecognised)
    }
  }
}
