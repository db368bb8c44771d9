internal import AdhereJSON

/// Chunks that look like one that was read before.
extension Assembly {
  /// Reads a chunk of a stream.
  ///
  /// - Parameter count: bytes of the chunk.
  func applyAndLearn(_ tape: Tape, count: Int, _ source: Source, _ handle: Handler) {
    apply(tape, source, handle)
    guard effects.events == 1, !effects.isSingular, let (target, node) = effects.text,
      tape.kind(node) == .string, templates.wantsAnother(),
      let template = ChunkTemplate(
        tape, count: count, text: node, target: target, version: version(for: target),
        event: source.event, isPadded: completion.api == .messages)
    else { return }
    templates.add(template)
  }

  /// Reads the chunk without parsing it, where it looks like one that brought more of a text.
  ///
  /// - Parameters:
  ///   - data: padded for a JSON reader.
  ///   - event: the name that it came under.
  ///   - start: where its first byte is in the stream.
  /// - Returns: false where it does not, and nothing was done.
  func repeated(
    _ data: UnsafeBufferPointer<UInt8>, event: UnsafeBufferPointer<UInt8>, at start: Int,
    _ handle: Handler
  ) -> Bool {
    guard let (template, text, hasEscapes) = templates.match(data, event: event) else {
      return false
    }
    guard template.version == version(for: template.target) else {
      templates.remove(template)
      return false
    }
    let source = start + text.lowerBound - 1..<start + text.upperBound + 1
    let inside = UnsafeBufferPointer(start: data.baseAddress! + text.lowerBound, count: text.count)
    StringText.withDecoded(inside, hasEscapes: hasEscapes) {
      add($0, to: template.target, from: source, isString: true, handle)
    }
    return true
  }

  private func version(for target: Target) -> Int {
    // The text of a response lies in parts, of which only the last one goes on.
    guard case .arguments(let choice, _) = target else { return items.version }
    return identities[choice].version
  }
}
