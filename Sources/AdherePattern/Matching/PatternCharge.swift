/// What matches of one pattern are charged for, in sixteenths of a microsecond or so: what they can
/// cost, whatever engine is at work.
struct PatternCharge: Sendable {
  /// For one character, in 1,024ths.
  private let perCharacter: Int
  /// Comparisons that one character can take in a class.
  private let comparisons: Int
  private let fromStart: Bool

  /// - Parameter size: the pattern's length: how much of it can be tried at one character.
  init(_ pattern: Pattern, size: Int) {
    let items = pattern.classes.map { $0.points.ranges.count + $0.properties.count }.max() ?? 0
    comparisons = 1 + items / 4
    fromStart = pattern.matchesFromStartOnly
    perCharacter = 256 + size + 16 * items
  }

  /// What one match costs that PCRE2 decides in its first steps.
  func ofFirstSteps(_ count: Int) -> Int { 16 &+ (perCharacter &* count) &>> 10 }

  /// Steps that a match is given at first: what real patterns take on real subjects, and fewer on a
  /// long subject, as a step may walk over all of it. PCRE2 counts where it turns back, but not the
  /// characters that it passes, and it counts anew for each place where a match may begin. Nil where
  /// that would be too much of them.
  func firstSteps(_ count: Int, limit: UInt32) -> UInt32? {
    if !fromStart, count > PatternCharge.mostBeginnings { return nil }
    let wanted = 1_000 &+ count &* 16
    let walk = count &* (fromStart ? 1 : count) &* comparisons
    let steps =
      count < 4_096 && walk &* wanted <= PatternCharge.firstCharacters
      ? wanted : min(wanted, max(16, PatternCharge.firstCharacters / max(1, walk)))
    return min(limit, UInt32(clamping: steps))
  }

  /// What a match costs beyond that which takes PCRE2 more than these steps.
  func ofCostlySteps(_ steps: UInt32, _ count: Int) -> Int {
    Int(steps) &* (16 &+ count &* comparisons) &* (fromStart ? 1 : 1 &+ count &>> 2) &>> 6
  }

  /// Characters that the first steps of a match may pass.
  private static let firstCharacters = 1 << 18
  /// Places where PCRE2 may look for a match of one pattern in one subject.
  private static let mostBeginnings = 512
}
