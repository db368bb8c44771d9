@testable import AdhereTraces
import Foundation
import Testing

@testable import AdhereJudging

/// Times, ids, hashes and base 64, against Foundation and published values.
@Suite struct TraceBasicsTests {
  @Test func `times are written and read as RFC 3339`() throws {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for seconds in [-1e9, -86_400.001, -1, 0, 951_782_400, 1_709_164_799.999, 4e9, 2e11] {
      let time = Timestamp(milliseconds: Int((seconds * 1000).rounded()))
      let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
      #expect(time.description == formatter.string(from: date))
      #expect(Timestamp(time.description) == time)
    }
    #expect(Timestamp("2026-11-21T06:14:07+01:00") == Timestamp("2026-11-21T05:14:07Z"))
    #expect(Timestamp("2024-02-29")?.description == "2024-02-29T00:00:00.000Z")
    for text in [
      "", "2026", "2026-13-01", "2026-02-29", "2026-11-21T", "2026-11-21T25:00:00Z",
      "2026-11-21T05:14:07", "2026-11-21T05:14:07.Z", "2026-11-21T05:14:07Zx", "２026-11-21",
      "2026-11-21T05:14:07+1", "2026-11-21T05:14:07+01:0",
    ] {
      #expect(Timestamp(text) == nil, "\(text)")
    }
  }

  @Test func `ids sort by time and differ`() {
    let early = TraceID.make(at: Timestamp(milliseconds: 1000))
    let late = TraceID.make(at: Timestamp(milliseconds: 1001))
    #expect(early < late && early.utf8.count == 26)
    #expect(Set((0..<1000).map { _ in TraceID.make() }).count == 1000)
  }

  @Test func `SHA-256 gives the published values`() {
    func hash(_ text: String, pieces: Int) -> String {
      var hash = SHA256()
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        hash.update(Array(bytes[start..<min(start + pieces, bytes.count)]))
      }
      return hash.finish().map { String(format: "%02x", $0) }.joined()
    }
    let long = String(repeating: "a", count: 1000)
    for pieces in [1, 7, 64, 1000] {
      #expect(
        hash("", pieces: pieces)
          == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
      #expect(
        hash("abc", pieces: pieces)
          == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(
        hash(long, pieces: pieces)
          == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    }
  }

  @Test func `base 64 agrees with Foundation`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
      let text = Base64.encode(bytes)
      #expect(text == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Array(text.utf8)) == bytes)
    }
    for text in ["A", "AB=C", "====", "A===", "AA=A", "AA-_"] {
      #expect(Base64.decode(Array(text.utf8)) == nil, "\(text)")
    }
  }
}

/// MurmurHash3_x64_128, against values of its author's own program.
@Suite struct MurmurHashTests {
  private func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> [UInt8] {
    let pair = bytes.withUnsafeBufferPointer { MurmurHash.hash($0, seed: seed) }
    return withUnsafeBytes(of: (pair.0.littleEndian, pair.1.littleEndian)) { Array($0) }
  }

  /// SMHasher's check: the hash of the hashes of 0, 1, … 255 bytes, with seeds from 256 down.
  @Test func `the verification value is the published one`() {
    var all: [UInt8] = []
    for i in 0..<256 { all += hash((0..<i).map { UInt8($0) }, seed: UInt64(256 - i)) }
    #expect(hash(all).prefix(4) == [0x69, 0xBA, 0x84, 0x63])
  }
}
