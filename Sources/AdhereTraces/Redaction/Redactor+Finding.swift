import AdhereBytes

/// Finding what has to be replaced in a text.
extension Redactor {
  /// A place and what stands there afterwards.
  struct Edit {
    var span: Range<Int>
    var text: [UInt8]
    /// Place of the rule; negative for a stretch in which searching would have cost too much.
    var rule: Int
  }

  /// Counts stretches that were blanked because searching them would have cost too much.
  static let unsearched = "unsearched"

  /// What is to be replaced, from left to right, not overlapping; of the text itself and of what it
  /// hides.
  ///
  /// - Parameter look: what was seen in the text already; nil looks at it.
  func edits(in bytes: [UInt8], inNumbers: Bool = false, _ look: RuleFilter.Look? = nil) -> [Edit] {
    guard bytes.count >= 7 else { return [] }
    return bytes.withUnsafeBufferPointer { subject in
      let look = look ?? filter.look(at: subject)
      guard !look.isEmpty else { return [] }
      var edits: [Edit] = []
      find(in: subject, look.candidates, inNumbers, &edits)
      for view in HiddenText.views(subject, look.readings) {
        var hidden: [Edit] = []
        view.bytes.withUnsafeBufferPointer {
          find(in: $0, filter.look(at: $0).candidates, inNumbers, &hidden)
        }
        for edit in hidden {
          edits.append(Edit(span: view.source(edit.span), text: edit.text, rule: edit.rule))
        }
      }
      guard look.readings.contains(.encoded) else { return Redactor.joined(edits) }
      for (span, plain) in HiddenText.encoded(subject) {
        var hidden: [Edit] = []
        plain.withUnsafeBufferPointer {
          find(in: $0, filter.look(at: $0).candidates, false, &hidden)
        }
        guard let first = hidden.first, first.rule >= 0 else { continue }
        let value = UnsafeBufferPointer(rebasing: subject[span])
        edits.append(
          Edit(span: span, text: Placeholder.secret(rules[first.rule], value), rule: first.rule))
      }
      return Redactor.joined(edits)
    }
  }

  private func find(
    in subject: UnsafeBufferPointer<UInt8>, _ candidates: RuleFilter.Candidates, _ inNumbers: Bool,
    _ edits: inout [Edit]
  ) {
    guard subject.count >= 7, candidates != .zero else { return }
    /// Placeholders; searched for where something was found.
    var done: [Range<Int>]?
    RuleFilter.places(candidates, of: rules.count) { number in
      var unsearched: [Range<Int>] = []
      let places = rules[number].places(in: subject, unsearched: &unsearched)
      if places.isEmpty, unsearched.isEmpty { return }
      let rule = rules[number]
      for place in places {
        let value = UnsafeBufferPointer(rebasing: subject[place])
        let known = done ?? Placeholder.spans(in: subject)
        done = known
        guard !Placeholder.isPlaceholder(value, rule.kind),
          !known.contains(where: {
            $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound
          }),
          rule.accepts(value)
        else { continue }
        let isNumber = inNumbers && isWholeNumber(subject, place)
        edits.append(
          Edit(
            span: place,
            text: isNumber ? Placeholder.number(rule, value) : Placeholder.text(rule, value),
            rule: number))
      }
      // A text that was made to be too costly is not left as it is.
      for place in unsearched {
        edits.append(
          Edit(
            span: place,
            text: Placeholder.unsearched(UnsafeBufferPointer(rebasing: subject[place])), rule: -1))
      }
    }
  }

  /// Edits that overlap as one, named after the rule that comes first in the table: nothing that any
  /// of them found stays.
  static func joined(_ edits: [Edit]) -> [Edit] {
    guard edits.count > 1 else { return edits }
    var result: [Edit] = []
    for edit in edits.sorted(by: { $0.span.lowerBound < $1.span.lowerBound }) {
      guard let last = result.last, edit.span.lowerBound < last.span.upperBound else {
        result.append(edit)
        continue
      }
      let first = edit.rule >= 0 && edit.rule < last.rule || last.rule < 0 ? edit : last
      result[result.count - 1] = Edit(
        span: last.span.lowerBound..<max(last.span.upperBound, edit.span.upperBound),
        text: first.text, rule: first.rule)
    }
    return result
  }

  /// Whether the place is a number of its own in something like JSON: digits alone, after a
  /// colon, comma, bracket or equals sign, before what ends a value.
  private func isWholeNumber(_ text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Bool {
    guard text[place].allSatisfy(\.isDigit) else { return false }
    var before = place.lowerBound - 1
    while before >= 0, text[before].isSpaceOrControl { before -= 1 }
    var after = place.upperBound
    while after < text.count, text[after].isSpaceOrControl { after += 1 }
    guard before >= 0, ":,[(=".utf8.contains(text[before]) else { return false }
    return after == text.count || ",]})".utf8.contains(text[after])
  }
}
