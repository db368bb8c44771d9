import AdhereBytes
import Testing

@testable import AdhereRepair

@Suite struct FoldingTests {
  @Test func `names lose case and separators`() {
    #expect(Folding.name(bytes("User_Name-x.y/z")).string == "usernamexyz")
    #expect(Folding.name(bytes("Größe")).string == "größe")
  }

  @Test func `identifiers keep letters and digits alone`() {
    #expect(Folding.identifier(bytes("A-b c(2)!")).string == "abc2")
  }

  @Test func `words are parted by humps, dots and dashes`() {
    #expect(Folding.words(bytes("get.userName")) == Folding.words(bytes("get_user_name")))
    #expect(Folding.words(bytes("co-ordinate")) != Folding.words(bytes("coordinate")))
  }
}

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1), ("", "ab", 2), ("kitten", "sitting", 3),
  ])
  func `counts insertions, deletions and replacements`(_ a: String, _ b: String, _ distance: Int) {
    #expect(EditDistance.isAtMost(distance, bytes(a), bytes(b)))
    #expect(EditDistance.isAtMost(distance, bytes(b), bytes(a)))
    if distance > 0 { #expect(!EditDistance.isAtMost(distance - 1, bytes(a), bytes(b))) }
  }
}
