import Adherence
import AdhereStore
import AdhereTallies
import AdhereTraces
import Foundation

/// Six bytes overwrite one of a store: its page, its place in it, what stands there then. Whatever is
/// done with the store ends in a result or an error.
enum StoreTarget {
  #if Store
    static func run(_ bytes: [UInt8]) {
      guard let whole else { return }
      var damaged = whole
      var i = 0
      while i + 3 < bytes.count, i < 64 {
        // Most of what is worth damaging stands at the beginning of pages.
        let page = Int(bytes[i]) * 4_096 % damaged.count
        let place = page + Int(bytes[i + 1]) * (bytes[i + 2] & 1 == 0 ? 1 : 16)
        if place < damaged.count { damaged[place] = bytes[i + 3] }
        i += 4
      }
      let path = folder + "/damaged.db"
      for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
      guard FileManager.default.createFile(atPath: path, contents: Data(damaged)) else { return }
      if let store = try? TraceStore(path, access: .read, wait: 1) {
        _ = try? store.tallies()
        _ = try? store.statistics()
        _ = try? store.forEach { _ in true }
      }
      if let store = try? TraceStore(path, wait: 1) {
        _ = try? store.add([trace("new")])
        _ = try? store.purge(TraceQuery(ids: ["x"]))
      }
    }

    private static let folder: String = {
      let folder = NSTemporaryDirectory() + "adhere-fuzz-\(getpid())"
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      return folder
    }()

    private static func trace(_ id: String) -> Trace {
      Trace(
        id: id, time: Timestamp(milliseconds: 1_764_000_000_000), surface: .json,
        raw: .text(Array("{a:\(id)}".utf8)), outcome: .invalid)
    }

    private static let whole: [UInt8]? = {
      let path = folder + "/whole.db"
      try? FileManager.default.removeItem(atPath: path)
      do {
        let store = try TraceStore(path)
        var tallies = Tallies()
        tallies.count(.retry, provider: "email")
        try store.add((0..<6).map { trace("\($0)") }, tallies)
      } catch {
        return nil
      }
      return FileManager.default.contents(atPath: path).map { Array($0) }
    }()
  #else
    static func run(_ bytes: [UInt8]) {}
  #endif
}
