/// The items of a response, as far as its events have told of them: which one an event is about, and
/// where the texts that came stand in the text of the choice.
struct ResponseItems {
  enum Kind {
    case message, call, customCall, reasoning, other
  }

  /// The lists of texts that an item can hold.
  enum List {
    case content, summary
  }

  /// What a text is part of.
  enum Sink {
    case text, reasoning, refusal
  }

  /// A text of an item. Where it is part of the choice's text: from `start` on, up to `end` or, of
  /// the one that may go on, up to where that text ends.
  struct Text {
    var list: List
    var number: Int
    var sink: Sink
    var start: Int
    var end: Int?
  }

  /// Arguments that stood in the event that began a call, where they should be empty.
  struct Prefilled {
    var bytes: [UInt8]
    var source: Range<Int>
    var isString: Bool
  }

  struct Item {
    var kind: Kind
    /// `output_index`.
    var index: Int?
    var id: String?
    var callID: String?
    /// Of a call: its place among the calls of the choice.
    var call: Int?
    /// A message that the model says on the way to its answer.
    var isCommentary = false
    var texts: [Text] = []
    var prefilled: Prefilled?
    /// Of a call: a place for its arguments is known.
    var hasPlace = false
  }

  /// What an event says about its item.
  struct Key {
    var kind: Kind
    var index: Int?
    var id: String?
    var callID: String?
  }

  /// Most items of a response. More is an attack.
  static let most = 4_096

  private(set) var all: [Item] = []
  /// Grows with every text that begins: from then on none before it goes on.
  private(set) var version = 0
  /// The response has ended.
  private(set) var isEnded = false
  /// The text that may go on.
  private var open: (item: Int, text: Int)?
  private var byID: [String: [Int]] = [:]
  private var byIndex: [Int: [Int]] = [:]
  /// Items that the whole response has named; nil as long as single events are read.
  private var claimed: Set<Int>?

  subscript(item: Int) -> Item {
    get { all[item] }
    set { all[item] = newValue }
  }

  mutating func end() {
    isEnded = true
    version += 1
  }

  // MARK: - Finding

  /// The item that an event is about. An id that is one item's own names it; else, as ids may be
  /// shared, missing or new in every event, its place in the output does.
  func find(_ key: Key) -> Int? {
    if let id = key.id, let named = byID[id]?.filter({ fits($0, key) }), !named.isEmpty {
      if named.count == 1 { return named[0] }
      return named.last { all[$0].index == key.index } ?? named.last
    }
    if let index = key.index,
      let found = byIndex[index]?.last(where: { fits($0, key) && !contradicts($0, key) })
    {
      return found
    }
    if let callID = key.callID {
      return all.indices.last { fits($0, key) && all[$0].callID == callID }
    }
    guard key.index == nil, key.id == nil else { return nil }
    return all.indices.last { fits($0, key) }
  }

  /// The item that an item of the whole response is, each only once.
  mutating func claim(_ key: Key) -> Int? {
    // Where nothing tells, they come in the order in which they began.
    let found =
      find(key) ?? all.indices.first { fits($0, key) && !contradicts($0, key) }
    if let found { claimed?.insert(found) }
    return found
  }

  mutating func add(_ key: Key) -> Int {
    let place = all.count
    all.append(Item(kind: key.kind, index: key.index, id: key.id, callID: key.callID))
    claimed?.insert(place)
    if let id = key.id { byID[id, default: []].append(place) }
    if let index = key.index { byIndex[index, default: []].append(place) }
    return place
  }

  /// From here on items are those of the whole response: none of them is another one, too.
  mutating func beginWhole() { claimed = [] }

  private func fits(_ item: Int, _ key: Key) -> Bool {
    all[item].kind == key.kind && claimed?.contains(item) != true
  }

  private func contradicts(_ item: Int, _ key: Key) -> Bool {
    guard let known = all[item].callID, let callID = key.callID else { return false }
    return known != callID
  }

  // MARK: - Texts

  /// A text of an item; nil where none of it has come.
  func text(_ item: Int, _ list: List, _ number: Int) -> Int? {
    all[item].texts.lastIndex { $0.list == list && $0.number == number }
  }

  /// Whether more of the text may come: it is not part of the choice's text, or the last one there.
  func mayGoOn(_ item: Int, _ text: Int) -> Bool {
    guard all[item].texts[text].sink == .text, let open else { return true }
    return open == (item, text)
  }

  /// Begins a text.
  ///
  /// - Parameter length: bytes of the choice's text so far.
  mutating func begin(
    _ item: Int, _ list: List, _ number: Int, _ sink: Sink, at length: Int
  ) -> Int {
    version += 1
    let text = all[item].texts.count
    all[item].texts.append(Text(list: list, number: number, sink: sink, start: length))
    if sink == .text {
      if let open { all[open.item].texts[open.text].end = length }
      open = (item, text)
    }
    return text
  }

  /// Where a text stands in the choice's text.
  func range(_ item: Int, _ text: Int, length: Int) -> Range<Int> {
    let text = all[item].texts[text]
    return text.start..<(text.end ?? length)
  }
}
