import AdhereJSON

/// Reads one JSON text after another into memory that is reused. A tape lives until the next
/// text is read.
final class ScratchParser {
  private var parser: TapeParser
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 4096

  init(_ options: ParseOptions = ParseOptions()) {
    parser = TapeParser(options: options)
    memory = .allocate(capacity: capacity + TapeParser.padding)
  }

  deinit { memory.deallocate() }

  /// The first key that repeats an earlier one of its object in the last text.
  var duplicateKey: Int? { parser.duplicateKey }

  /// The reason why the last text could not be read.
  private(set) var failure: ParseError?

  /// The text's tape; nil where it is not JSON.
  func parse(_ text: UnsafeBufferPointer<UInt8>) -> Tape? {
    if text.count > capacity {
      memory.deallocate()
      capacity = text.count * 2
      memory = .allocate(capacity: capacity + TapeParser.padding)
    }
    if let source = text.baseAddress { memory.update(from: source, count: text.count) }
    (memory + text.count).initialize(repeating: 0, count: TapeParser.padding)
    failure = nil
    switch parser.parse(padded: memory, count: text.count) {
    case .complete: return parser.tape(over: memory)
    case .failed(let error): failure = error
    case .incomplete: failure = ParseError(code: .unexpectedEnd, offset: text.count)
    }
    return nil
  }

  func parse(_ text: [UInt8]) -> Tape? { text.withUnsafeBufferPointer { parse($0) } }
}

extension Tape {
  /// Whether the node is a string that says exactly this.
  func says(_ text: StaticString, at node: Int) -> Bool {
    kind(node) == .string
      && text.withUTF8Buffer { StringText.equals(self, node, $0) }
  }

  /// A member that is there and not null.
  func present(_ key: StaticString, of object: Int) -> Int? {
    guard let node = member(key, of: object), kind(node) != .null else { return nil }
    return node
  }

  func string(_ node: Int) -> String {
    String(decoding: StringText.decode(self, node), as: UTF8.self)
  }
}

extension JSONWriter {
  /// A string as JSON text.
  static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 2)
    bytes.withUnsafeBufferPointer { append(quoted: $0, to: &out) }
    return out
  }
}
