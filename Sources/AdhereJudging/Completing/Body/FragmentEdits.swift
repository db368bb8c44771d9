import AdhereBytes
import AdhereJSON
import AdhereWire

/// Turns changes of a text into changes of the body that the text is written in, over however
/// many strings it is spread.
enum FragmentEdits {
  /// A change of the text.
  struct TextChange {
    var span: Range<Int>
    var after: [UInt8]
  }

  /// - Parameters:
  ///   - changes: in order, not overlapping.
  ///   - body: the bytes the fragments' places count in, from `start` on.
  /// - Returns: in order; nil where a piece has no place in the body.
  static func edits(
    _ changes: [TextChange], _ fragments: [FragmentPlace],
    in body: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> [Edit]? {
    var out: [Edit] = []
    var first = 0
    for (index, fragment) in fragments.enumerated() {
      var own: [TextChange] = []
      while first < changes.count, changes[first].span.upperBound < fragment.text.lowerBound {
        first += 1
      }
      var i = first
      while i < changes.count, changes[i].span.lowerBound <= fragment.text.upperBound {
        let change = changes[i]
        i += 1
        let from = max(change.span.lowerBound, fragment.text.lowerBound)
        let to = min(change.span.upperBound, fragment.text.upperBound)
        let isFirst = owner(of: change, fragments) == index
        guard isFirst || from < to else { continue }
        own.append(
          TextChange(
            span: from - fragment.text.lowerBound..<max(from, to) - fragment.text.lowerBound,
            after: isFirst ? change.after : []))
      }
      guard !own.isEmpty else { continue }
      guard fragment.source.lowerBound >= start, !cutsPair(own, fragment) else { return nil }
      let source = fragment.source.lowerBound - start..<fragment.source.upperBound - start
      out += edits(own, source, fragment, body)
    }
    return out
  }

  /// Whether a change touches a character of which the half before it is in another string.
  private static func cutsPair(_ changes: [TextChange], _ fragment: FragmentPlace) -> Bool {
    fragment.completesPair && changes.contains { $0.span.lowerBound < 4 }
  }

  /// The fragment that gets the new bytes of a change: the first it touches.
  private static func owner(of change: TextChange, _ fragments: [FragmentPlace]) -> Int {
    let start = change.span.lowerBound
    // Where the text of one ends and the next begins, replaced bytes decide.
    if let inside = fragments.firstIndex(where: {
      $0.text.lowerBound <= start && start < $0.text.upperBound
    }) {
      return inside
    }
    return fragments.lastIndex { $0.text.lowerBound <= start } ?? 0
  }

  private static func edits(
    _ changes: [TextChange], _ source: Range<Int>, _ fragment: FragmentPlace,
    _ body: UnsafeBufferPointer<UInt8>
  ) -> [Edit] {
    guard fragment.isString else {
      if fragment.text.isEmpty {
        // A null in the place of arguments, which are a string.
        var quoted: [UInt8] = []
        changes.flatMap(\.after).withUnsafeBufferPointer {
          JSONWriter.append(quoted: $0, to: &quoted)
        }
        return [Edit(source, quoted)]
      }
      return changes.map {
        Edit(
          source.lowerBound + $0.span.lowerBound..<source.lowerBound + $0.span.upperBound, $0.after)
      }
    }
    var walk = EscapeWalk(body, source, completesPair: fragment.completesPair)
    var out: [Edit] = []
    for change in changes {
      let from = walk.place(of: change.span.lowerBound)
      let to = walk.place(of: change.span.upperBound)
      var text: [UInt8] = []
      // A change that cuts through one escape rewrites the rest of it.
      if from.before > 0 { text += decoded(body, from.raw, from.unit).prefix(from.before) }
      text += change.after
      var end = to.raw
      if to.before > 0 {
        text += decoded(body, to.raw, to.unit).dropFirst(to.before)
        end += to.unit
      }
      var escaped: [UInt8] = []
      text.withUnsafeBufferPointer { JSONWriter.append(escaped: $0, to: &escaped) }
      out.append(Edit(from.raw..<max(end, from.raw), escaped))
    }
    return out
  }

  /// The decoded text of the escape at `raw`.
  private static func decoded(
    _ body: UnsafeBufferPointer<UInt8>, _ raw: Int, _ count: Int
  ) -> [UInt8] {
    let text = [ASCII.quote] + Array(body[raw..<raw + count]) + [ASCII.quote]
    guard let document = try? JSONDocument(text) else { return [] }
    return document.withTape { StringText.decode($0, 0) }
  }
}
