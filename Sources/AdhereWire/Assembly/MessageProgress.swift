/// How far a stream of the Messages API has come: its blocks by their number.
struct MessageProgress {
  /// What the deltas of a block are more of.
  enum Block {
    case text
    case call(Int)
    /// Thinking has its own deltas; tools of the server and blocks to come are not read.
    case other
  }

  /// What a call's `input` said when its block began. It counts where no delta follows.
  struct Input {
    var bytes: [UInt8]
    var source: Range<Int>
    var isString: Bool
  }

  private var blocks: [Int: Block] = [:]
  private var last = -1
  /// By call.
  private var inputs: [Int: Input] = [:]
  /// `message_start` has come.
  var hasBegun = false
  /// `message_stop` has come.
  var hasEnded = false

  var count: Int { blocks.count }

  mutating func begin(_ block: Block, at index: Int?) {
    last = index ?? last + 1
    blocks[last] = block
  }

  /// The block of a delta; the last one that began where the delta has no number.
  func block(at index: Int?) -> Block? { blocks[index ?? last] }

  /// Whether a delta of text belongs to the block that began last among those of text. One block is
  /// over before the next begins.
  func takesText(at index: Int?) -> Bool {
    guard let index else { return true }
    switch blocks[index] {
    case .text: return index == last
    case .call: return false
    case .other, nil: return true
    }
  }

  mutating func keep(_ input: Input, of call: Int) { inputs[call] = input }

  mutating func takeInput(of call: Int) -> Input? { inputs.removeValue(forKey: call) }

  /// The calls whose inputs are kept, in order.
  var callsWithInput: [Int] { inputs.keys.sorted() }
}
