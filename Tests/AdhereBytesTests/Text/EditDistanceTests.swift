import AdhereBytes
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "ab", 2), ("ab", "", 2), ("kitten", "sitting", 3), ("abc", "abc", 0),
    ("flaw", "lawn", 2),
  ])
  func `the limit is the distance`(_ a: String, _ b: String, _ distance: Int) {
    for limit in 0...4 {
      #expect(
        EditDistance.isAtMost(limit, Array(a.utf8), Array(b.utf8)) == (distance <= limit))
    }
  }
}
