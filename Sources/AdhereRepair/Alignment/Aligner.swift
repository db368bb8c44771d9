import AdhereSchema
import AdhereJSON

/// Brings a value that was read, and violates its schema, to conform: by the violations, not by
/// a second interpretation of the schema.
///
/// In rounds: each violation proposes changes; the changed text is read and judged again. The
/// result counts only if it conforms in the end, so no rule can do damage that the judge would
/// not see.
struct Aligner {
  /// A value and the schema it must satisfy.
  struct Target {
    var node: Int
    var schema: CompiledSchema
    /// Pointer to the value in the whole text.
    var path: String
  }

  let policy: Policy
  /// The targets in a reading of the text.
  let targets: (Tape) -> [Target]

  /// Deep enough for a list in a string in a list; each round is linear.
  private static let maximumRounds = 6

  /// From so many on it does not count whether they get more.
  private static let manyViolations = 100

  /// A value that is wrong in so many places is not aligned: what is known of each takes hundreds of
  /// bytes.
  private static let mostViolations = 1 << 18

  /// An aligned text, and the changes that led to it.
  struct Result {
    var text: [UInt8]
    var changes: [Change]
  }

  /// Aligns a text that `changes` led to; the result's changes are from the raw text on.
  func align(_ text: [UInt8], after changes: [Change]) -> Result? {
    guard let aligned = align(text), !Aligner.quotes(what: changes, by: aligned.changes),
      !Aligner.wraps(what: changes, by: aligned.changes)
    else { return nil }
    return Result(text: aligned.text, changes: Changes.compose(changes, aligned.changes))
  }

  /// Whether a value that was found in prose is put under a name that the text does not say: `[1]`
  /// in a sentence is a footnote.
  private static func wraps(what changes: [Change], by later: [Change]) -> Bool {
    guard let first = later.first, first.rule == .wrapValue, first.start == 0 else { return false }
    return Changes.rules(changes).contains(.stripProse)
  }

  /// Whether a number that is spelled otherwise than it was written becomes a string: `0xF` is no
  /// text that says 15.
  private static func quotes(what changes: [Change], by later: [Change]) -> Bool {
    let quoted = Set(later.lazy.filter { $0.rules.contains(.scalarToString) }.map(\.start))
    guard !quoted.isEmpty else { return false }
    var shift = 0
    for change in changes {
      let isRespelled =
        change.rules.contains(.numberForm) || change.rules.contains(.literalArithmetic)
      if isRespelled, quoted.contains(change.start + shift) { return true }
      shift += change.growth
    }
    return false
  }

  /// nil where the permitted rules do not make the text conform.
  func align(_ text: [UInt8]) -> Result? {
    var result = Result(text: text, changes: [])
    var remaining = Int.max
    for _ in 0..<Aligner.maximumRounds {
      guard let document = try? JSONDocument(result.text) else { return nil }
      let step: Step = document.withTape { tape in
        var violations: [Violation] = []
        let targets = targets(tape)
        for target in targets {
          let rest = Aligner.mostViolations - violations.count
          violations += target.schema.violations(tape, at: target.node, limit: max(rest, 1))
        }
        if violations.count >= Aligner.mostViolations { return .stuck }
        if violations.isEmpty { return .conforms }
        // A change may uncover what was not judged before; many are no sign of going in circles.
        let count = min(violations.count, Aligner.manyViolations)
        if count > remaining { return .stuck }
        remaining = count
        let proposals = Proposals(tape, policy, roots: Set(targets.map(\.node)))
        for violation in violations { proposals.add(violation) }
        let changes = proposals.changes()
        return changes.isEmpty ? .stuck : .change(changes)
      }
      switch step {
      case .conforms: return result
      case .stuck: return nil
      case .change(let changes):
        result.text = result.text.withUnsafeBufferPointer { Changes.apply(changes, to: $0) }
        result.changes = Changes.compose(result.changes, changes)
      }
    }
    guard let document = try? JSONDocument(result.text) else { return nil }
    let conforms = document.withTape { tape in
      targets(tape).allSatisfy { $0.schema.isValid(tape, at: $0.node) }
    }
    return conforms ? result : nil
  }

  private enum Step {
    case conforms, stuck
    case change([Change])
  }
}
