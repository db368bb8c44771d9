import AdhereBytes
import Foundation
import Testing

@Suite struct SHA256Tests {
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
}
