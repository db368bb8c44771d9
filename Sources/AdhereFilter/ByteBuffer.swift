import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging
import AdhereJSON

/// Growing memory for bytes that the parser reads in place: there is always room for its
/// padding behind them.
final class ByteBuffer {
  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes it can hold, the padding not counted.
  private(set) var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + TapeParser.padding)
  }

  deinit { base.deallocate() }

  /// Makes room for `count` bytes, keeping the first `used`.
  func reserve(_ count: Int, keeping used: Int) {
    guard count > capacity else { return }
    let larger = max(count, min(capacity * 2, capacity + (8 << 20)))
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + TapeParser.padding)
    memory.initialize(from: base, count: used)
    base.deallocate()
    base = memory
    capacity = larger
  }

  /// Gives memory back that only one long output needed.
  func shrink(to count: Int) {
    guard capacity > count else { return }
    base.deallocate()
    base = .allocate(capacity: count + TapeParser.padding)
    capacity = count
  }
}
