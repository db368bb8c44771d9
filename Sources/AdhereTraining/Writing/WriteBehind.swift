#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import AdhereBytes
import AdhereTraces
import AdherePlatform
import AdhereJudging

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

  /// Hands over a block, once there is room.
  ///
  /// - Returns: the error of an earlier block; 0 where there was none.
  func write(_ block: [UInt8]) -> Int32 {
    let error = monitor.wait { $0.waiting.count < Self.most ? $0.error : nil }
    if error == 0 { monitor.change { $0.waiting.append(block) } }
    return error
  }

  /// Waits for everything, and ends the thread. To be called once.
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
      let error = write(block, descriptor)
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

  private static func write(_ block: [UInt8], _ descriptor: Int32) -> Int32 {
    var done = 0
    while done < block.count {
      let n = block.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if n >= 0 {
        done += n
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}

// The global function, not the method around it.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}
