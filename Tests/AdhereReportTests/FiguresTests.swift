import Testing

@testable import AdhereReport

/// Numbers as people read them.
@Suite struct FiguresTests {
  @Test func `shares that are not quite whole do not look it`() {
    #expect(Figures.percent(1) == "100.0 %" && Figures.percent(0) == "0.0 %")
    #expect(Figures.percent(0.99999) == ">99.9 %" && Figures.percent(0.00001) == "<0.1 %")
    #expect(Figures.points(-0.0234) == "-2.3" && Figures.points(0.0234) == "+2.3")
    #expect(Figures.count(1_234_567) == "1,234,567" && Figures.count(123) == "123")
  }

  @Test func `tenths and thousands`() {
    #expect(Figures.fixed(-5) == "-0.5" && Figures.fixed(1234) == "123.4")
    #expect(Figures.count(-1234) == "-1,234" && Figures.count(0) == "0")
    #expect(Figures.points(0.0234, signed: false) == "2.3")
  }
}
