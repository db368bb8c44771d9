import AdhereBytes

/// The texts one after the other, each with the padding the parser needs.
final class PaddedTexts {
  private let memory: UnsafeMutablePointer<UInt8>
  private var places: [(start: Int, count: Int)] = []

  init(_ texts: [[UInt8]]) {
    let size = texts.reduce(0) { $0 + $1.count + PaddedBytes.padding }
    memory = .allocate(capacity: size + 1)
    memory.initialize(repeating: 0, count: size + 1)
    var at = 0
    for text in texts {
      for (i, byte) in text.enumerated() { memory[at + i] = byte }
      places.append((at, text.count))
      at += text.count + PaddedBytes.padding
    }
  }

  deinit { memory.deallocate() }

  func start(_ i: Int) -> UnsafePointer<UInt8> { UnsafePointer(memory + places[i].start) }
  func count(_ i: Int) -> Int { places[i].count }
}
