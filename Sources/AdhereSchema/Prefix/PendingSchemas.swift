/// The schemas that the values which are still open have to satisfy: a formula, as a stack.
///
/// Each open object or array adds its own part at the end and takes it away when it closes, so
/// the formula is never larger than the path to where the text stands. That a schema cannot be
/// satisfied any more is passed up at once: to the end of a conjunction, and to the end of a
/// disjunction whose last branch it was.
struct PendingSchemas {
  enum Form: UInt8 {
    /// Dead as soon as one below it is.
    case all
    /// Dead when every branch below it is.
    case any
  }

  struct Item {
    /// The item above; -1 for the first one.
    var parent: Int
    var form: Form
    /// The schema of the container, for items that are one; `Instruction.none` for others.
    var block: UInt32
    var isDead = false
    /// Branches that are not dead.
    var alive = 0
    /// Names that were seen, by ``PropertyEntry/bit``.
    var seen: UInt64 = 0
    /// A key that has no place here was seen.
    var hasStrayKey = false
    /// It is alive only as long as the array has one element, which could take the array's place.
    var needsSingleElement = false
  }

  private(set) var items: [Item] = []
  /// The whole cannot be satisfied.
  private(set) var isDead = false

  /// More items than any sensible schema needs. What lies beyond is not followed, which is
  /// always right, only late.
  static let most = 4_096

  var count: Int { items.count }

  subscript(index: Int) -> Item {
    _read { yield items[index] }
    _modify { yield &items[index] }
  }

  /// Nil where there are too many.
  mutating func add(_ form: Form, _ block: UInt32, under parent: Int) -> Int? {
    guard items.count < Self.most else { return nil }
    if parent >= 0, items[parent].form == .any { items[parent].alive += 1 }
    items.append(Item(parent: parent, form: form, block: block))
    return items.count - 1
  }

  /// A branch that needs no item of its own, because nothing about it is followed, never dies.
  mutating func addUnknownBranch(under parent: Int) { items[parent].alive += 1 }

  mutating func truncate(to count: Int) { items.removeLast(items.count - count) }

  mutating func killAll() { isDead = true }

  /// The item cannot be satisfied any more.
  mutating func kill(_ item: Int) {
    var at = item
    while true {
      guard at >= 0 else {
        isDead = true
        return
      }
      if items[at].form == .any {
        items[at].alive -= 1
        guard items[at].alive <= 0, !items[at].isDead else { return }
      } else if items[at].isDead {
        return
      }
      items[at].isDead = true
      at = items[at].parent
    }
  }
}
