/// Answers that go round in circles.
enum RepeatedAnswers {
  /// Indices of the calls that are the answer; the rest repeat it. nil where nothing is repeated
  /// as a whole.
  ///
  /// - Parameters:
  ///   - forms: of each call, in order; equal forms are equal calls.
  ///   - isCut: the text ends inside one more call.
  static func firstRound(_ forms: [[UInt8]], isCut: Bool) -> [Int]? {
    var first: [[UInt8]: Int] = [:]
    var distinct: [Int] = []
    for (i, form) in forms.enumerated() where first[form] == nil {
      first[form] = i
      distinct.append(i)
    }
    let k = distinct.count
    guard k > 0, forms.count >= 2 * k else { return nil }
    if isCut { return distinct }
    // Whole rounds only, each like the first.
    guard k > 1, forms.count.isMultiple(of: k), distinct.last == k - 1 else { return nil }
    for i in k..<forms.count where forms[i] != forms[i - k] { return nil }
    return distinct
  }
}
