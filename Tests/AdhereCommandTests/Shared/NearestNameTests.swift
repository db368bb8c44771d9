import Testing

@testable import adhere

@Suite struct NearestNameTests {
  private let names = ["trailing-comma", "single-quotes", "strip-fence"]

  @Test(arguments: [
    ("trailing_coma", "trailing-comma"), ("SINGLE-QUOTE", "single-quotes"),
    ("fence", "strip-fence"), ("strip-fenec", "strip-fence"),
  ]) func `a slip leads to the name`(typed: String, meant: String) {
    #expect(NearestName.of(typed, among: names) == meant)
  }

  @Test(arguments: ["zz", "qqqqqqqq", ""]) func `other words lead nowhere`(typed: String) {
    #expect(NearestName.of(typed, among: names) == nil)
  }

  @Test func `of two at the same distance the first is taken`() {
    #expect(NearestName.of("cat", among: ["bat", "hat"]) == "bat")
  }
}
