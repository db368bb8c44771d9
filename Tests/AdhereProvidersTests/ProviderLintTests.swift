import AdhereJSON
import AdhereProviders
import Testing

struct ProviderLintTests {
  @Test func limitsAreCounted() throws {
    let names = (0..<5_001).map { #""p\#($0)":{"type":"null"}"# }.joined(separator: ",")
    let schema = try JSONDocument(Array(#"{"type":"object","properties":{\#(names)}}"#.utf8))
    let findings = ProviderLint.findings(schema, try #require(ProviderProfile("openai")))
    #expect(findings.contains { $0.message.contains("5001 properties in all, the limit is 5000") })
    let deep = try JSONDocument(
      Array(
        (String(repeating: #"{"type":"object","properties":{"a":"#, count: 11) + "{}"
          + String(repeating: "}}", count: 11)).utf8))
    #expect(
      ProviderLint.findings(deep, try #require(ProviderProfile("openai")))
        .contains { $0.message.contains("11 objects within each other, the limit is 10") })
    let items = try JSONDocument(Array(#"{"type":"array","maxItems":961}"#.utf8))
    #expect(
      ProviderLint.findings(items, try #require(ProviderProfile("gemini"))).map(\.message) == [
        "the schema has 961 as the sum of all maxItems, the limit is 960: split it, or leave "
          + "something out"
      ])
  }
}
