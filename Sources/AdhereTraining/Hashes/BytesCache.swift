/// What was made of a text, by the text. Everything is forgotten when the texts in it become more
/// than a bound: most traces of a store offer one of a few lists of tools.
struct BytesCache<Value> {
  /// What is kept may cost several times its text; the bound is on the text.
  private static var maximumBytes: Int { 32 << 20 }

  private var known: [Key: Value] = [:]
  private var bytes = 0

  /// The value of a text, made now or before.
  mutating func value(for text: [UInt8], make: () -> Value) -> Value {
    let key = Key(text)
    if let value = known[key] { return value }
    bytes += text.count
    if bytes > Self.maximumBytes {
      known.removeAll()
      bytes = text.count
    }
    let value = make()
    known[key] = value
    return value
  }

  /// Bytes, hashed eight at a time.
  private struct Key: Hashable {
    let bytes: [UInt8]
    private let hash: UInt64

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      hash = RowHash.hash(bytes)
    }

    static func == (a: Key, b: Key) -> Bool { a.hash == b.hash && a.bytes == b.bytes }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }
}
