import AdhereJSON
import Synchronization

/// The account of an output: its repairs, drawn up when they are wanted. A caller that only
/// wants the value does not pay for pointers and copies of what was there before.
package struct RepairAccount: Sendable {
  private enum Content {
    case list([Repair])
    case draft(AccountDraft)
  }

  private var content: Content

  package init(_ repairs: [Repair] = []) { content = .list(repairs) }

  /// - Parameters:
  ///   - raw: the output as it came.
  ///   - final: what is emitted, which is JSON.
  ///   - call: whose arguments `raw` are, where the output came as calls.
  ///   - path: pointer to `final` in the whole output.
  init(
    _ changes: [Change], raw: UnsafeBufferPointer<UInt8>, final: [UInt8], call: Int? = nil,
    path: String = ""
  ) {
    content = .draft(
      AccountDraft(changes: changes, raw: Array(raw), final: final, call: call, path: path))
  }

  /// In the order of the raw bytes.
  package var repairs: [Repair] {
    get {
      switch content {
      case .list(let repairs): repairs
      case .draft(let draft): draft.repairs
      }
    }
    set { content = .list(newValue) }
  }
}

/// What an account is drawn up from.
private final class AccountDraft: Sendable {
  private let changes: [Change]
  private let raw: [UInt8]
  private let final: [UInt8]
  private let call: Int?
  private let path: String
  private let drawn = Mutex<[Repair]?>(nil)

  init(changes: [Change], raw: [UInt8], final: [UInt8], call: Int?, path: String) {
    self.changes = changes
    self.raw = raw
    self.final = final
    self.call = call
    self.path = path
  }

  var repairs: [Repair] {
    drawn.withLock { drawn in
      if let drawn { return drawn }
      let all = draw()
      drawn = all
      return all
    }
  }

  private func draw() -> [Repair] {
    // Where one layer undid what another did, nothing is changed.
    let changes = joined(changes.filter { !raw[$0.start..<$0.end].elementsEqual($0.text) })
    guard !changes.isEmpty else { return [] }
    var places: [Int] = []
    places.reserveCapacity(changes.count)
    var shift = 0
    for change in changes {
      places.append(change.start + shift)
      shift += change.growth
    }
    let paths = pointers(at: places)
    return changes.enumerated().map { index, change in
      Repair(
        rule: change.rule, with: change.with.rules, path: paths[index].map { path + $0 },
        span: change.start..<change.end, before: Array(raw[change.start..<change.end]),
        after: change.text.array, call: call)
    }
  }

  /// Neighbours that touch each other and do the same under one rule as one: ten thousand commas too many are one
  /// repair, and a text of nothing else has no account many times its size.
  private func joined(_ changes: [Change]) -> [Change] {
    var out: [Change] = []
    out.reserveCapacity(min(changes.count, 1_024))
    var i = 0
    while i < changes.count {
      let first = changes[i]
      var end = first.end
      var j = i + 1
      while j < changes.count, changes[j].start == end, changes[j].rule == first.rule,
        changes[j].with == first.with, changes[j].text == first.text, first.end > first.start,
        changes[j].end > changes[j].start
      {
        end = changes[j].end
        j += 1
      }
      if j == i + 1 {
        out.append(first)
      } else {
        var text: [UInt8] = []
        for change in changes[i..<j] { change.text.append(to: &text) }
        out.append(Change(first.start, end, text, first.rule, with: first.with))
      }
      i = j
    }
    return out
  }

  /// The innermost value around each place, as pointers; nil outside the value. Both lists are
  /// in the order of the text, so one walk over the tape serves all.
  private func pointers(at places: [Int]) -> [String?] {
    guard let document = try? JSONDocument(final, options: ParseOptions(maximumDepth: Int.max))
    else { return places.map { _ in nil } }
    return document.withTape { tape in
      var walk = PointerWalk(tape)
      return places.map { walk.pointer(at: $0) }
    }
  }
}
