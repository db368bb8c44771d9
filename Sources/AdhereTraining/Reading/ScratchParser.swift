import AdhereBytes
import AdhereJSON

/// Reads one JSON text after another into memory that is reused. A tape lives until the next
/// text is read.
final class ScratchParser {
  private var parser: TapeParser
  private var memory = PaddedBytes(capacity: 4096)

  init(_ options: ParseOptions = ParseOptions()) { parser = TapeParser(options: options) }

  /// The first key that repeats an earlier one of its object in the last text.
  var duplicateKey: Int? { parser.duplicateKey }

  /// The reason why the last text could not be read.
  private(set) var failure: ParseError?

  /// The text's tape; nil where it is not JSON.
  func parse(_ text: UnsafeBufferPointer<UInt8>) -> Tape? {
    memory.replace(with: text)
    failure = nil
    switch parser.parse(padded: memory.base, count: text.count) {
    case .complete: return parser.tape(over: memory.base)
    case .failed(let error): failure = error
    case .incomplete: failure = ParseError(code: .unexpectedEnd, offset: text.count)
    }
    return nil
  }

  func parse(_ text: [UInt8]) -> Tape? { text.withUnsafeBufferPointer { parse($0) } }
}

extension Tape {
  /// Whether the node is a string of exactly this text.
  func isString(_ text: StaticString, at node: Int) -> Bool {
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
