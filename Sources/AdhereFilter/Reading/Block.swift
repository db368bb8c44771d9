import AdhereBytes
import AdhereJSON
import AdherePlatform
import AdhereTallies
import AdhereTraces

/// A part of the input that holds whole outputs, and the results of judging them.
///
/// Owned by one thread at a time: the reader fills it, a worker judges it, the writer writes
/// it, then it goes round again.
final class Block: @unchecked Sendable {
  /// Usual size: fits the caches, and is worth a system call.
  static let size = 128 << 10
  /// Bytes by which a block that holds one long output grows at most.
  static let maximumGrowth = 8 << 20

  /// What the observer gets to know before the outputs of the block.
  enum Notice {
    case decided(InputKind)
    case cannotRead(IOError)
  }

  // Set by the reader.
  var buffer = PaddedBytes(capacity: Block.size, maximumGrowth: Block.maximumGrowth)
  /// The outputs, each with its delimiter; the last one of an input may lack it.
  var content = 0..<0
  /// An output over the limit follows the content; so many bytes of it were skipped.
  var skipped: Int?
  var kind = InputKind.text
  /// The byte that ends an output; nil where the whole input is one.
  var delimiter: UInt8?
  var source: String?
  /// Number of the first line or output, from 1.
  var firstNumber = 1
  var notice: Notice?
  /// The content begins with a byte order mark, which is part of the input and of no output.
  var hasMark = false
  /// The input is the last one: nothing is written behind its outputs.
  var isOfLastInput = false
  /// The input holds nothing but white space, and is an answer nevertheless.
  var isEmptyAnswer = false

  // Set by the worker.
  var writer = JSONWriter()
  var failures: [FilterFailure] = []
  var notes: [FilterNote] = []
  var tally = FilterTally()
  var traces: [Trace] = []
  var tallies = Tallies()
  /// Lines or outputs in the block.
  var numbers = 0
  /// The names of the results of a batch that it holds, and their lines.
  var results: [(customID: String, place: OutputPlace)] = []

  func reset() {
    buffer.removeAll(keeping: 4 * Block.size)
    content = 0..<0
    skipped = nil
    notice = nil
    hasMark = false
    isOfLastInput = false
    isEmptyAnswer = false
    results.removeAll(keepingCapacity: true)
    if writer.bytes.capacity > 4 * Block.size {
      writer = JSONWriter()
    } else {
      writer.removeAll()
    }
    failures.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    tally = FilterTally()
    traces.removeAll(keepingCapacity: true)
    if !tallies.isEmpty { tallies = Tallies() }
    numbers = 0
  }
}
