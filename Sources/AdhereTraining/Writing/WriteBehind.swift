import AdhereBytes
import AdherePlatform

/// Writes blocks to a descriptor, and hashes them, on a thread of its own: hashing costs as much
/// as all else that is left to do at the end.
final class WriteBehind: Sendable {
  private struct State {
    var waiting: [[UInt8]] = []
    var isEnding = false
    /// Of the first write that failed.
    var error: Int32 = 0
    var digest: [UInt8] = []
  }

  /// Blocks that may wait.
  private static let most = 2

  private let monitor = Monitor(State())
  private let thread: Thread

  init(_ descriptor: Int32, hasDigest: Bool) {
    let monitor = monitor
    thread = Thread { WriteBehind.work(descriptor, hasDigest, monitor) }
  }

  /// Queues a block, once there is room.
  ///
  /// - Returns: the error of an earlier block; 0 where none failed.
  func write(_ block: [UInt8]) -> Int32 {
    let error = monitor.wait { $0.waiting.count < Self.most ? $0.error : nil }
    if error == 0 { monitor.change { $0.waiting.append(block) } }
    return error
  }

  /// Waits for all blocks and ends the thread. To be called once.
  ///
  /// - Returns: the first error, and SHA-256 of all blocks.
  func end() -> (error: Int32, digest: [UInt8]) {
    monitor.change { $0.isEnding = true }
    thread.join()
    return monitor.wait { ($0.error, $0.digest) }
  }

  private static func work(_ descriptor: Int32, _ hasDigest: Bool, _ monitor: Monitor<State>) {
    var digest = SHA256()
    while true {
      let next = monitor.wait { state -> [UInt8]?? in
        if let block = state.waiting.first { return .some(block) }
        return state.isEnding ? .some(nil) : nil
      }
      guard let block = next else { break }
      let error = Descriptor.write(block, to: descriptor).errno
      if hasDigest, error == 0 { digest.update(block) }
      monitor.change {
        $0.waiting.removeFirst()
        if $0.error == 0 { $0.error = error }
        if error != 0 { $0.waiting.removeAll() }
      }
    }
    let bytes = digest.finish()
    monitor.change { $0.digest = bytes }
  }
}
