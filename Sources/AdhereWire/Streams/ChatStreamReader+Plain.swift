import AdhereJSON
internal import AdhereBytes

/// Bodies that are not event streams: an error, a whole completion, a page, chunks without `data:`.
extension ChatStreamReader {
  func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !plainIsTooLong else { return }
    if plain.count + bytes.count > options.maximumEventBytes {
      plainIsTooLong = true
      plain = []
    } else {
      plain.append(contentsOf: bytes)
    }
  }

  func finishPlain(_ handle: (ChatStreamEvent) -> Void) {
    defer { plainBoundary = position }
    if plainIsTooLong {
      return assembly.fail(
        ProviderError(
          kind: .unreadable,
          message: "a body of \(position) bytes is longer than the limit of "
            + "\(options.maximumEventBytes)"), handle)
    }
    let count = plain.count
    plain.withPadding { buffer in
      let start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let base = buffer.baseAddress! + start
      let text = UnsafeBufferPointer(start: base, count: count - start)
      var source = Assembly.Source(places: DataPlaces(first: start))
      source.isWhole = true
      let outcome = parser.parse(padded: base, count: count - start)
      if outcome == .complete {
        return assembly.apply(parser.tape(over: base), source, handle)
      }
      if lines(base, count - start, start, handle) { return }
      let isRead: Void? = NonJSONNumbers.withTape(text, &parser) {
        assembly.apply($0, source, handle)
      }
      guard isRead == nil else { return }
      var failure: ParseError?
      if case .failed(let error) = outcome { failure = error }
      assembly.fail(ErrorBody.foreign(text, failure: failure), handle)
    }
    handle(.eventEnd(0..<position))
  }

  /// A chunk a line, without `data:`; false where the lines are not.
  private func lines(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ start: Int,
    _ handle: (ChatStreamEvent) -> Void
  ) -> Bool {
    var p = 0
    var read = 0
    while p < count {
      let end = LineScan.end(base, p, count)
      let line = Array(UnsafeBufferPointer(start: base + p, count: end - p))
      let offset = start + p
      p = end + 1
      guard line.contains(where: { !$0.isSpaceOrControl }) else { continue }
      let done = line.withPadding { text in
        if EventWord.isDone(text) {
          isDone = true
          return true
        }
        guard parser.parse(padded: text.baseAddress!, count: text.count) == .complete else {
          return false
        }
        assembly.apply(
          parser.tape(over: text.baseAddress!),
          Assembly.Source(places: DataPlaces(first: offset)), handle)
        return true
      }
      guard done else { return false }
      read += 1
    }
    isLines = read > 1
    return isLines
  }
}
