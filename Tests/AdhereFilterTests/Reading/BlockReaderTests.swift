import AdhereBytes
import AdherePlatform
import Foundation
import Testing

@testable import AdhereFilter

/// Blocks hold whole outputs, in order, and nothing is lost between them.
@Suite struct BlockReaderTests {
  private struct Piece: Equatable {
    var bytes: [UInt8]
    var skipped: Int?
  }

  /// The blocks of an input that lies in a file.
  private func blocks(_ input: [UInt8], _ kind: InputKind, limit: Int = 16 << 20) throws -> [Piece]
  {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let descriptor = try Descriptor.open(file.path)
    defer { Descriptor.close(descriptor) }
    let reader = BlockReader(descriptor, name: nil, limit: limit, wake: nil)
    let block = Block()
    var pieces: [Piece] = []
    while true {
      block.reset()
      guard try reader.next(into: block, kind: kind) else { return pieces }
      let content = Array(
        UnsafeBufferPointer(
          start: UnsafePointer(block.buffer.base + block.content.lowerBound),
          count: block.content.count))
      pieces.append(Piece(bytes: content, skipped: block.skipped))
    }
  }

  @Test func `lines about the size of a block stay whole`() throws {
    for size in [1, 7, Block.size - 2, Block.size - 1, Block.size, Block.size + 1, 300_007] {
      for count in [1, 2, 5] {
        for hasEnd in [true, false] {
          var input: [UInt8] = []
          for number in 0..<count {
            input += [UInt8](repeating: UInt8(ascii: "a") + UInt8(number), count: size)
            input.append(UInt8(ascii: "\n"))
          }
          if !hasEnd { input.removeLast() }
          let pieces = try blocks(input, .text)
          #expect(pieces.flatMap(\.bytes) == input, "\(size) × \(count)")
          #expect(pieces.dropLast().allSatisfy { $0.bytes.last == UInt8(ascii: "\n") })
          #expect(pieces.allSatisfy { $0.skipped == nil })
        }
      }
    }
  }

  @Test func `an output over the limit is skipped, and what follows is not`() throws {
    let limit = 1000
    for size in [limit, limit + 1, limit + 2, Block.size * 2 + 3] {
      let long = [UInt8](repeating: UInt8(ascii: "x"), count: size)
      let pieces = try blocks(long + Array("\n1\n2\n".utf8), .text, limit: limit)
      let isSkipped = pieces.contains { $0.skipped != nil }
      let kept = pieces.flatMap(\.bytes)
      #expect(kept.suffix(4) == Array("1\n2\n".utf8)[...], "\(size)")
      if isSkipped { #expect(kept.count == 4 && pieces[0].skipped == size + 1) }
      // An output that came in one read with its end is cut off by the worker, not here.
      #expect(isSkipped || kept.count == size + 5)
    }
    #expect(
      try blocks([UInt8](repeating: 0x78, count: Block.size * 3), .text, limit: limit).map(
        \.skipped)
        == [Block.size * 3])
  }

  @Test func `an empty document is an output, an empty line file is not`() throws {
    #expect(try blocks([], .document) == [Piece(bytes: [], skipped: nil)])
    #expect(try blocks([], .text).isEmpty)
    #expect(try blocks(Array("a\nb".utf8), .document).map(\.bytes) == [Array("a\nb".utf8)])
  }

  @Test func `a byte order mark belongs to no output`() throws {
    #expect(try blocks(Array("\u{FEFF}1\n".utf8), .text).map(\.bytes) == [Array("1\n".utf8)])
  }
}
