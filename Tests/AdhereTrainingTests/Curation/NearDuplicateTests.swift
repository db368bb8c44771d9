import Testing

@testable import AdhereTraining

/// MinHash and what is looked up by it.
@Suite struct NearDuplicateTests {
  /// A text of words of which some, chosen by `seed`, are others.
  private func text(_ words: Int, changed: Int = 0, seed: Int = 0) -> [UInt8] {
    var state = UInt64(seed &* 2 &+ 1)
    var out: [UInt8] = []
    for i in 0..<words {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let isChanged = i % max(1, words / max(1, changed)) == 0 && changed > 0
      out += Array("word\(isChanged ? Int(state >> 40) : i * 7919 % 10_007) ".utf8)
    }
    return out
  }

  private func agreement(_ a: MinHash, _ b: MinHash) -> Int {
    (0...MinHash.lanes).last { least in
      a.word.withUnsafeBufferPointer { a in
        b.word.withUnsafeBufferPointer { b in
          MinHash.agree(a.baseAddress!, b.baseAddress!, least: least)
        }
      }
    } ?? 0
  }

  private func similarity(_ a: [UInt8], _ b: [UInt8]) -> Double {
    func grams(_ text: [UInt8]) -> Set<UInt64> {
      var grams: Set<UInt64> = []
      text.withUnsafeBufferPointer { Grams.forEach($0) { grams.insert($0) } }
      return grams
    }
    let (x, y) = (grams(a), grams(b))
    return Double(x.intersection(y).count) / Double(x.union(y).count)
  }

  @Test func `lanes agree as much as the texts do`() {
    for words in [12, 40, 200] {
      for changed in [0, 1, 2, 4, 8] {
        var error = 0.0
        for seed in 0..<20 {
          let a = text(words)
          let b = text(words, changed: changed, seed: seed)
          let share = Double(agreement(MinHash(a), MinHash(b))) / Double(MinHash.lanes)
          error += share - similarity(a, b)
        }
        // The mean of twenty estimates; each is off by 0.04 or so.
        #expect(abs(error / 20) < 0.08, "\(words) words, \(changed) changed: \(error / 20)")
      }
    }
  }

  @Test func `empty, short and equal texts`() {
    #expect(MinHash([]) == MinHash([]))
    #expect(MinHash(Array("abc".utf8)) == MinHash(Array("abc".utf8)))
    #expect(agreement(MinHash(Array("abc".utf8)), MinHash(Array("abd".utf8))) < 20)
  }

  @Test func `what is near is found, what is not is kept`() {
    var near = NearDuplicates(window: 1000)
    var found = 0
    for n in 0..<100 {
      let base = Array("Case \(n) of its own kind: ".utf8) + text(60, changed: 60, seed: n)
      let isNew = !near.isNear(MinHash(base))
      #expect(isNew)
      if near.isNear(MinHash(base + Array(" please".utf8))) { found += 1 }
    }
    #expect(found >= 97)
  }

  @Test func `memory is bounded, and what was forgotten is said`() {
    var near = NearDuplicates(window: 100)
    let texts = (0..<1000).map { text(30, changed: 30, seed: $0) }
    for text in texts {
      let isNear = near.isNear(MinHash(text))
      #expect(!isNear)
    }
    #expect(near.forgotten == 900)
    // The last half of the window, and no more than all of it, is looked back on.
    for (n, isKnown) in [(999, true), (950, true), (0, false), (800, false)] {
      var copy = near
      let isNear = copy.isNear(MinHash(texts[n]))
      #expect(isNear == isKnown, "\(n)")
    }
  }

  @Test func `an export says what was forgotten`() throws {
    let lines = (0..<30).map {
      Lines.tool(
        asked:
          #""prompt":"\#(String(decoding: text(20, changed: 20, seed: $0), as: UTF8.self))""#)
    }
    let export = try Export("together-sft", lines) {
      $0.curation.nearDuplicates = true
      $0.curation.nearWindow = 10
    }
    #expect(export.rows.count == 30)
    #expect(export.summary.notes.count == 1)
    #expect(export.files["out.manifest.json"]!.contains(#""notes":["near duplicates were"#))
  }

  @Test func `a set that is full says so`() {
    var set = HashSet64(maximumSlots: 1024)
    for n in 0..<1000 { set.insert(UInt64(n) &* 0x9E37_79B9_7F4A_7C15) }
    #expect(set.count == 716)
    #expect(set.forgotten > 0)
  }
}
