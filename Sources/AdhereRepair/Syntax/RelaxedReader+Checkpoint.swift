/// Reading that is taken up again in the middle of a value, with other text behind it.
extension RelaxedReader {
  /// A state between two steps.
  struct Checkpoint {
    let position: Int
    /// Bytes up to here may have had a say in the state: those up to the second mark behind
    /// ``position``.
    let reach: Int
    fileprivate let changes: [Change]
    fileprivate let used: RuleSet
    fileprivate let frames: [Frame]
    fileprivate let openCount: (braces: Int, squares: Int, rounds: Int)
    fileprivate let pendingComma: Int
    fileprivate let lastTool: Int?
    fileprivate let openedCall: Bool
    fileprivate let isDoubtful: Bool
    fileprivate let otherNotation: Int
  }

  /// States between two steps, in order, from the beginning of a value: for each of `places`,
  /// ascending, the first that is not before it; none behind `last`, or where the value is over or
  /// cannot be read.
  ///
  /// Each has changes of its own; where they get too many the first ones are given up.
  func checkpoints(at places: some Sequence<Int>, upTo last: Int) -> [Checkpoint] {
    var result: [Checkpoint] = []
    var held = 0
    for place in places where result.isEmpty || place > position {
      pause = place
      let end = result.isEmpty ? read() : readOpen()
      pause = Int.max
      guard end == .complete, !frames.isEmpty, position <= last else { break }
      result.append(
        Checkpoint(
          position: position, reach: peek(peek(position).at + 1).at + 1, changes: changes,
          used: used, frames: frames, openCount: openCount,
          pendingComma: pendingComma, lastTool: lastTool, openedCall: openedCall,
          isDoubtful: isDoubtful, otherNotation: otherNotation))
      held += changes.count
      while held > RelaxedReader.mostChanges, result.count > 1 {
        held -= result.removeFirst().changes.count
      }
    }
    return result
  }

  /// Takes up reading at a checkpoint; `text` holds the same bytes up to it. ``strings`` are those
  /// from there on.
  func resume(at checkpoint: Checkpoint, text: UnsafePointer<UInt8>, end: Int) {
    self.text = text
    self.end = end
    position = checkpoint.position
    changes = checkpoint.changes
    used = checkpoint.used
    frames = checkpoint.frames
    openCount = checkpoint.openCount
    pendingComma = checkpoint.pendingComma
    lastTool = checkpoint.lastTool
    openedCall = checkpoint.openedCall
    isDoubtful = checkpoint.isDoubtful
    otherNotation = checkpoint.otherNotation
    strings.removeAll(keepingCapacity: true)
    openMember = nil
    isInString = false
    quotesExhausted = false
    isOverfull = false
  }

  /// Begins anew at `start`.
  func reset(to start: Int) {
    position = start
    changes = []
    used = RuleSet()
    frames = []
    openCount = (0, 0, 0)
    pendingComma = 0
    lastTool = nil
    openedCall = false
    isDoubtful = false
    otherNotation = 0
    strings = []
    openMember = nil
    isInString = false
    quotesExhausted = false
    isOverfull = false
  }
}
