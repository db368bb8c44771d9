import AdhereJudging
import Testing

@testable import AdhereFilter

/// A place that was counted at is found by what the line says.
@Suite struct TallyCursorTests {
  private func line(_ model: String?, _ surface: Contract.Surface = .json) -> FilterLine {
    FilterLine(
      number: 1, surface: surface, model: model.map { Array($0.utf8) }, provider: nil)
  }

  private func place(_ model: String?, _ position: Int) -> TallyCursor.Place {
    TallyCursor.Place(
      hour: 7, surface: .json, tool: "", model: model.map { Array($0.utf8) }, provider: nil,
      position: position)
  }

  @Test func `every label counts`() {
    var cursor = TallyCursor()
    cursor.remember(place("\"m\"", 3))
    #expect(cursor.find(line("\"m\""), 7, "") == 3)
    #expect(cursor.find(line("\"n\""), 7, "") == nil)
    #expect(cursor.find(line(nil), 7, "") == nil)
    #expect(cursor.find(line("\"m\""), 8, "") == nil)
    #expect(cursor.find(line("\"m\""), 7, "f") == nil)
    #expect(cursor.find(line("\"m\"", .tool), 7, "") == nil)
  }

  @Test func `the seventeenth place begins anew`() {
    var cursor = TallyCursor()
    for n in 0..<16 { cursor.remember(place("\"\(n)\"", n)) }
    for n in 0..<16 { #expect(cursor.find(line("\"\(n)\""), 7, "") == n) }
    cursor.remember(place("\"16\"", 16))
    #expect(cursor.find(line("\"16\""), 7, "") == 16)
    #expect(cursor.find(line("\"0\""), 7, "") == nil)
  }
}
