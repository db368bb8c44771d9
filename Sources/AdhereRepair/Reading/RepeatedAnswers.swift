/// Answers that go round in circles.
enum RepeatedAnswers {
  /// So many rounds are no order to do something again: a square has four sides, but the text of one
  /// is not cut off.
  private static let fewestRounds = 4

  /// How many calls are the answer where they come round again and again, always in the same order,
  /// until the text is cut off; nil where they do not.
  ///
  /// - Parameter forms: of each call that is complete, in order; equal forms are equal calls.
  static func firstRound(_ forms: [[UInt8]]) -> Int? {
    var seen: Set<[UInt8]> = []
    guard let count = forms.firstIndex(where: { !seen.insert($0).inserted }),
      forms.count >= fewestRounds * count
    else { return nil }
    for i in count..<forms.count where forms[i] != forms[i - count] { return nil }
    return count
  }
}
