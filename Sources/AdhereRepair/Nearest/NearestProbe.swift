import AdhereJSON

/// Tells at little cost how far an edit carries reading: it is taken up right before the edit and
/// goes on for a short way behind the place where it failed.
final class NearestProbe {
  /// What an edit does.
  enum Result {
    /// Reading comes no further.
    case mendsNothing
    /// Reading fails here, further on; the opening brackets that are open then.
    case fails(at: Int, open: [Int])
    /// More has to be read to tell.
    case readsOn
  }

  /// Bytes behind the failure that an edit has to carry reading over.
  private static let way = 160

  private let text: NearestText
  private let base: UnsafePointer<UInt8>
  private let reader: RelaxedReader
  /// Where reading can be taken up, in order.
  private let checkpoints: [RelaxedReader.Checkpoint]
  /// The whole text, with room behind it: reading that is taken up looks behind the place where it is
  /// taken up, as far as to the beginning. An edit is made in it, and unmade.
  private var buffer: [UInt8]
  /// What stands there from an edit on.
  private var piece: [UInt8] = []

  /// - Parameter reader: at the beginning of the text.
  init(_ text: NearestText, _ base: UnsafePointer<UInt8>, _ reader: RelaxedReader) {
    self.text = text
    self.base = base
    self.reader = reader
    checkpoints = reader.checkpoints(
      at: NearestProbe.distances(text.place).lazy.map { text.place - $0 }, upTo: text.place)
    buffer = Array(UnsafeBufferPointer(start: base, count: text.count))
    piece.reserveCapacity(1_024)
  }

  /// How far before the failure reading can be taken up: dense near it, where most edits are.
  private static func distances(_ place: Int) -> [Int] {
    var distances: [Int] = []
    var distance = 40
    while distance < place {
      distances.append(distance)
      distance += max(60, distance / 4)
    }
    return distances.reversed()
  }

  /// Bytes that were looked at so far.
  private(set) var work = 0

  /// How far the edit carries reading.
  func result(of edit: MarkEdit) -> Result {
    let checkpoint = checkpoints.last { $0.reach <= edit.start }
    let from = checkpoint?.position ?? 0
    let stop = min(text.count, max(edit.end, text.place) + NearestProbe.way)
    guard stop < text.count || from > 0 else { return .readsOn }
    guard write(edit, upTo: stop) else { return .readsOn }
    // Copying is an eighth of the work of reading.
    work += piece.count / 8
    let count = edit.start + piece.count - TapeParser.padding
    defer { unmake(edit) }
    return buffer.withUnsafeBufferPointer { local in
      let edited = local.baseAddress!
      if let checkpoint {
        reader.resume(at: checkpoint, text: edited, end: count)
      } else {
        reader.reset(to: 0)
        reader.text = edited
        reader.end = count
      }
      let result = checkpoint == nil ? reader.read() : reader.readOpen()
      work += max(reader.position - from, reader.lookedAhead)
      // What comes near the end of this piece has to be read in the whole text.
      guard case .failed = result, reader.position + 48 < count || stop == text.count else {
        return .readsOn
      }
      let isProgress = NearestSearch.isProgress(
        .mark(reader.position), reader.position - edit.growth, from: text, edit)
      return isProgress
        ? .fails(at: reader.position, open: reader.frames.map(\.start)) : .mendsNothing
    }
  }

  /// Writes what an edit makes of the text, up to a place in that, and padding behind it; false where
  /// the edit reaches beyond.
  private func write(_ edit: MarkEdit, upTo stop: Int) -> Bool {
    piece.removeAll(keepingCapacity: true)
    var cursor = edit.start
    for change in edit.changes {
      guard change.start >= cursor, change.end <= stop else { return false }
      piece.append(
        contentsOf: UnsafeBufferPointer(start: base + cursor, count: change.start - cursor))
      change.text.append(to: &piece)
      cursor = change.end
    }
    piece.append(contentsOf: UnsafeBufferPointer(start: base + cursor, count: stop - cursor))
    for _ in 0..<TapeParser.padding { piece.append(0) }
    while buffer.count < edit.start + piece.count { buffer.append(0) }
    copy(piece.count, at: edit.start, from: piece)
    return true
  }

  /// Puts back what stood in the place of ``piece``.
  private func unmake(_ edit: MarkEdit) {
    let count = min(piece.count, text.count - edit.start)
    guard count > 0 else { return }
    copy(count, at: edit.start, from: base + edit.start)
  }

  private func copy(_ count: Int, at place: Int, from bytes: UnsafePointer<UInt8>) {
    buffer.withUnsafeMutableBufferPointer { buffer in
      (buffer.baseAddress! + place).update(from: bytes, count: count)
    }
  }
}
