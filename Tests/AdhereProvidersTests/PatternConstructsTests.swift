import Testing

@testable import AdhereProviders

struct PatternConstructsTests {
  @Test func patternConstructsAreSeen() {
    #expect(PatternConstructs.used(in: #"^(?:a|b)[(?=\b]\\b(?<n>x)$"#) == [])
    #expect(PatternConstructs.used(in: "(?=a)") == ["lookaround"])
    #expect(PatternConstructs.used(in: "(?<!a)") == ["lookaround"])
    #expect(PatternConstructs.used(in: #"(a)\1\b"#) == ["backreference", "wordBoundary"])
  }
}
