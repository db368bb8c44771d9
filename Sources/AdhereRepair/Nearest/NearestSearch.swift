import AdhereBytes
import AdhereJSON

/// Looks for the readings that are nearest to a broken text: the cheapest edits of its marks that
/// make it a value which conforms.
///
/// From the place where reading fails the search goes back over the marks before it, tries every
/// edit there and reads on. A text that fails again later is mended there in turn. Texts are
/// taken up in the order of their cost, so the first reading that conforms is the cheapest; the
/// search goes on for ``EditCosts/margin`` beyond it, for its rivals. Work is bounded by a
/// multiple of the text.
struct NearestSearch {
  /// A value within reach.
  struct Reading {
    var cost: Int
    var json: [UInt8]
    /// From the raw stretch to ``json``.
    var changes: [Change]
    /// Where the value is over, in the raw stretch.
    var end: Int
    /// The cost of its edits alone.
    var edits: Int
    var conforms: Bool
    /// It closes a text that was cut off.
    var isCut: Bool
    /// An object of it names a key twice: its edits may have joined what is apart.
    var repeatsKey = false
    /// It may be meant, and is never handed on; see ``NearestText/isDoubtful``.
    var isDoubtful = false
    /// The value's canonical form.
    var form: [UInt8] { Canonical.form(of: json) }
  }

  /// Makes a reader of notation for a text.
  let makeReader: (UnsafePointer<UInt8>, Int) -> RelaxedReader
  let readsCalls: Bool
  /// Nothing stands behind the text that says it is whole.
  let isOpenEnded: Bool
  /// Whether what follows a value may be left out: the text, from, its end.
  let mayFollow: (UnsafePointer<UInt8>, Int, Int) -> Bool
  /// What a reading may cost.
  private let most: Int
  /// Whether a value conforms, and what speaks against it, as a cost.
  let judge: (JSONDocument) -> (conforms: Bool, cost: Int)

  /// Every value that was reached, cheapest first; values that differ.
  private(set) var readings: [Reading] = []
  /// Not every text within reach could be tried.
  private(set) var isExhausted = false

  private var raw: [UInt8] = []
  private var queue: [NearestText] = []
  private var seen: Set<[UInt64]> = []
  private var expansions = 0
  private var work = 0
  private var budget = 0

  /// Texts that are taken up at most.
  private static let mostTexts = 96
  /// Texts from this length on are not kept as often as they are edited.
  private static let longText = 1 << 16
  /// Edits that are made in one text at most: in a program two changed quotes can make text of
  /// anything.
  private var mostEdits: Int { readsCalls ? 1 : 2 }

  init(
    readsCalls: Bool, isOpenEnded: Bool, most: Int = EditCosts.most,
    makeReader: @escaping (UnsafePointer<UInt8>, Int) -> RelaxedReader,
    mayFollow: @escaping (UnsafePointer<UInt8>, Int, Int) -> Bool,
    judge: @escaping (JSONDocument) -> (conforms: Bool, cost: Int)
  ) {
    self.readsCalls = readsCalls
    self.most = most
    self.isOpenEnded = isOpenEnded
    self.makeReader = makeReader
    self.mayFollow = mayFollow
    self.judge = judge
  }

  /// The cost of the cheapest reading that conforms.
  private var best: Int? { readings.lazy.filter(\.conforms).map(\.cost).min() }

  /// What a text may cost to be of interest still.
  private var bound: Int { best.map { $0 + EditCosts.margin - 1 } ?? most }

  /// Searches the text, which reading fails in.
  mutating func run(_ raw: UnsafeBufferPointer<UInt8>) {
    budget = 128 * raw.count + 262_144
    var bytes = [UInt8](raw)
    bytes += [UInt8](repeating: 0, count: TapeParser.padding)
    self.raw = bytes
    take(bytes, raw.count, edits: [], cost: 0, steps: 0)
    while let text = nextText() {
      if expansions >= NearestSearch.mostTexts { isExhausted = true }
      if isExhausted { break }
      expand(text)
    }
    readings.sort { $0.cost < $1.cost }
  }

  /// The cheapest text that waits, the one read furthest among several.
  private mutating func nextText() -> NearestText? {
    let cheapest = queue.indices.min {
      (queue[$0].cost, -queue[$0].place) < (queue[$1].cost, -queue[$1].place)
    }
    guard let cheapest else { return nil }
    var text = queue.remove(at: cheapest)
    text.write()
    return text.cost + (text.cost == 0 ? 0 : EditCosts.lookAlikeQuote) <= bound ? text : nil
  }

  // MARK: - Reading

  /// Reads an edited text: a value, or a text to go on with.
  private mutating func take(
    _ bytes: [UInt8], _ count: Int, edits: [Change], cost: Int, steps: Int
  ) {
    work += count
    var text = NearestText(
      bytes: bytes, count: count, edits: edits, cost: cost, steps: steps, raw: raw, end: .brackets)
    bytes.withUnsafeBufferPointer { buffer in
      let reader = makeReader(buffer.baseAddress!, count)
      reader.mends = false
      let result = reader.read()
      if result == .failed(.tooManyChanges) { isExhausted = true }
      text.end = end(of: reader, result, buffer.baseAddress!, count)
      text.open = reader.frames.map(\.start)
      if case .complete = text.end {
        text.changes = reader.changes
        text.strings = reader.strings
      }
    }
    if case .complete(let stop) = text.end {
      record(text, stop)
    } else {
      // Of a long text the edits are kept alone, until it is its turn.
      if count > NearestSearch.longText { text.bytes = [] }
      queue.append(text)
    }
  }

  private func end(
    of reader: RelaxedReader, _ result: RelaxedReader.Result, _ text: UnsafePointer<UInt8>,
    _ count: Int
  ) -> NearestText.End {
    switch result {
    case .complete:
      // A text that is a string or number and more is no value with something behind it.
      let isScalar = text[0] != UInt8(ascii: "{") && text[0] != UInt8(ascii: "[") && !readsCalls
      let isOver =
        isScalar
        ? reader.peek(reader.position).at >= count : mayFollow(text, reader.position, count)
      return isOver
        ? .complete(reader.position) : .mark(reader.peek(reader.position).at)
    case .truncated:
      return reader.isInString ? .string(reader.stringStart) : .brackets
    case .failed: return .mark(reader.position)
    }
  }

  private mutating func record(_ text: NearestText, _ stop: Int) {
    let json = text.bytes.withUnsafeBufferPointer {
      Changes.apply(
        text.changes, to: UnsafeBufferPointer(rebasing: $0[..<text.count]), in: 0..<stop,
        padding: 0)
    }
    guard !text.holdsEditAsText, !text.holdsValueOfNothing,
      readsCalls || json.first == UInt8(ascii: "{") || json.first == UInt8(ascii: "["),
      let document = try? JSONDocument(json)
    else { return }
    let isCut = text.edits.contains { $0.rule == .closeTruncated }
    if let known = readings.firstIndex(where: { $0.json == json }) {
      // Wherever among closing brackets one is put in, the text lacks one at its end.
      if isCut { readings[known].isCut = true }
      if readings[known].edits <= text.cost { return }
      readings.remove(at: known)
    }
    // What was cut off and what is doubtful are no two readings.
    if isCut, text.isDoubtful { return }
    let changes = Changes.compose(text.edits, text.changes)
    // The end in the text as it came: behind every edit that has a part in the value.
    var shift = 0
    var last = 0
    for change in text.edits {
      // An edit behind the value only changes what is left out.
      guard change.start + shift + change.text.count <= stop else { return }
      shift += change.growth
      last = change.end
    }
    let end = max(stop - shift, last)
    // How a value that was cut off would have gone on is not known.
    var verdict = isCut ? (conforms: true, cost: 0) : judge(document)
    if document.duplicateKey != nil { verdict.cost += EditCosts.repeatedKey }
    readings.append(
      Reading(
        cost: text.cost + verdict.cost, json: json, changes: changes, end: end,
        edits: text.cost,
        conforms: verdict.conforms, isCut: isCut,
        repeatsKey: document.duplicateKey != nil && !text.edits.isEmpty,
        isDoubtful: text.isDoubtful))
  }

  // MARK: - Edits

  private mutating func expand(_ text: NearestText) {
    expansions += 1
    if text.steps >= mostEdits { return }
    text.bytes.withUnsafeBufferPointer { buffer in
      let base = buffer.baseAddress!
      let edits = NearestPlaces.edits(
        text, base, readsCalls: readsCalls, isOpenEnded: isOpenEnded)
      let reader = makeReader(base, text.count)
      reader.mends = false
      let probe = NearestProbe(text, base, reader)
      work += text.count
      defer { work += probe.work }
      for edit in edits.sorted(by: { $0.cost < $1.cost }) {
        let cost = text.cost + edit.cost
        if cost > bound { break }
        if work + probe.work > budget {
          isExhausted = true
          return
        }
        attempt(edit, in: text, cost, probe)
      }
    }
  }

  private mutating func attempt(
    _ edit: MarkEdit, in text: NearestText, _ cost: Int, _ probe: NearestProbe
  ) {
    let result = probe.result(of: edit)
    if case .mendsNothing = result { return }
    let edits = Changes.compose(text.edits, edit.changes)
    guard !QuotedWord.isAmong(edits, text.raw), seen.insert(NearestSearch.key(edits)).inserted
    else { return }
    let count = text.count + edit.growth
    if case .fails(let place, let open) = result {
      queue.append(
        NearestText(
          bytes: [], count: count, edits: edits, cost: cost, steps: text.steps + 1, raw: raw,
          end: .mark(place), open: open))
      return
    }
    let before = queue.count
    take(
      text.edited(edit), count, edits: edits, cost: cost, steps: text.steps + 1)
    // What carries reading no further mends nothing.
    if queue.count > before, let child = queue.last,
      !NearestSearch.isProgress(child.end, child.place - edit.growth, from: text, edit)
    {
      queue.removeLast()
    }
  }

  /// Tells lists of edits apart: the same two edits can be made in either order.
  private static func key(_ edits: [Change]) -> [UInt64] {
    edits.flatMap { edit in
      [
        UInt64(edit.start) << 32 | UInt64(edit.end),
        edit.text.array.reduce(0) { $0 << 8 | UInt64($1) },
      ]
    }
  }

  /// Whether reading comes further by an edit.
  ///
  /// - Parameter place: where it ends then, counted in the text before the edit.
  static func isProgress(
    _ end: NearestText.End, _ place: Int, from text: NearestText, _ edit: MarkEdit
  ) -> Bool {
    if case .brackets = end { return true }
    if place > text.place { return true }
    // Behind a bracket that was put in something else may be missing at the same place.
    let rule = edit.changes[0].rule
    if place == text.place, rule == .missingClose || rule == .missingOpen { return true }
    // A quote changes what is text and what is structure: then an earlier failure can be further.
    return edit.movesStrings && place > edit.end + 1
  }
}
