import AdhereFuzzTargets
import AdhereTestSupport
import Foundation
import Testing

/// The inputs that fuzzing begins with, and some that are near them. What fuzzing found before is
/// among them.
@Suite struct SeedTests {
  @Test(arguments: FuzzTarget.allCases)
  func `seeds, their beginnings and their changes keep what has to hold`(_ target: FuzzTarget)
    throws
  {
    let folder = Repository.root.appendingPathComponent("Tests/Fuzzing/Seeds/\(target.rawValue)")
      .path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(!names.isEmpty, "\(target.rawValue) has no seeds")
    for name in names {
      let seed = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
      target.run(seed)
      for length in stride(from: 0, to: seed.count, by: max(1, seed.count / 16)) {
        target.run(Array(seed[..<length]))
      }
      var state = UInt64(seed.count) &* 0x9E37_79B9_7F4A_7C15
      for _ in 0..<32 where !seed.isEmpty {
        var changed = seed
        for _ in 0..<3 {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          changed[Int(state >> 33) % changed.count] = UInt8(truncatingIfNeeded: state >> 24)
        }
        target.run(changed)
      }
    }
  }
}
