internal import AdhereBytes

/// A JSON Pointer (RFC 6901): a place in a JSON text, such as `/calls/0/name`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The reference tokens, decoded.
  public var tokens: [String]

  /// - Parameter tokens: the reference tokens, decoded; none point at the whole text.
  public init(tokens: [String] = []) { self.tokens = tokens }

  /// Reads the string form; nil where the text is not one: it must be empty or begin with `/`, and `~`
  /// must be followed by `0` or `1`.
  public init?(_ text: String) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.utf8.first == ASCII.slash else { return nil }
    var tokens: [[UInt8]] = []
    var escaped = false
    for byte in text.utf8 {
      if escaped {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
        tokens[tokens.count - 1].append(byte == UInt8(ascii: "0") ? ASCII.tilde : ASCII.slash)
        escaped = false
      } else if byte == ASCII.slash {
        tokens.append([])
      } else if byte == ASCII.tilde {
        escaped = true
      } else {
        tokens[tokens.count - 1].append(byte)
      }
    }
    guard !escaped else { return nil }
    self.tokens = tokens.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The string form (RFC 6901 section 3).
  public var description: String {
    var out: [UInt8] = []
    for token in tokens { JSONPointer.append(token: token, to: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  /// The pointer to a member or element of the value that this one points at.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }
}

/// Writing the string form (RFC 6901 section 3), wherever a pointer is made.
extension JSONPointer {
  /// Appends `/` and a reference token, its `~` and `/` escaped.
  package static func append(token: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(ASCII.slash)
    for byte in token {
      switch byte {
      case ASCII.tilde: out += [ASCII.tilde, UInt8(ascii: "0")]
      case ASCII.slash: out += [ASCII.tilde, UInt8(ascii: "1")]
      default: out.append(byte)
      }
    }
  }

  /// Appends `/` and a reference token, its `~` and `/` escaped.
  package static func append(token: String, to out: inout [UInt8]) {
    var token = token
    token.withUTF8 { append(token: $0, to: &out) }
  }

  /// Appends `/` and the name that the key at `key` says.
  package static func append(key: Int, of tape: Tape, to out: inout [UInt8]) {
    StringText.withDecoded(tape.text(key), hasEscapes: tape[key].hasEscapes) {
      append(token: $0, to: &out)
    }
  }

  /// Appends `/` and the place of an element.
  package static func append(position: Int, to out: inout [UInt8]) {
    out.append(ASCII.slash)
    out.append(contentsOf: String(position).utf8)
  }

  /// Appends the pointer from the value at `root` to the value or key at `node`, which lies in
  /// it. Found by descending.
  package static func append(
    pathTo node: Int, from root: Int = 0, of tape: Tape, to out: inout [UInt8]
  ) {
    tape.descend(to: node, from: root) { key, position in
      if let key {
        append(key: key, of: tape, to: &out)
      } else {
        append(position: position, to: &out)
      }
    }
  }

  /// An array index as RFC 6901 section 4 has it: digits without a leading zero.
  package static func arrayIndex(_ token: String) -> Int? {
    let digits = Array(token.utf8)
    guard let first = digits.first, digits.count < 18, digits.allSatisfy(\.isDigit),
      first != ASCII.zero || digits.count == 1
    else { return nil }
    return Int(token)
  }
}

extension Tape {
  /// The value a pointer names, nil where there is none (RFC 6901 section 4).
  public func resolve(_ pointer: JSONPointer, from root: Int = 0) -> Int? {
    var index = root
    for token in pointer.tokens {
      switch kind(index) {
      case .object:
        var token = token
        guard let value = token.withUTF8({ member($0, of: index) }) else { return nil }
        index = value
      case .array:
        guard let wanted = JSONPointer.arrayIndex(token) else { return nil }
        var child = index + 1
        let end = next(after: index)
        var position = 0
        while child < end, position < wanted {
          child = next(after: child)
          position += 1
        }
        guard child < end else { return nil }
        index = child
      default: return nil
      }
    }
    return index
  }

  /// The pointer of the value or key at `index`: found by descending from the root.
  public func pointer(to index: Int) -> JSONPointer {
    var tokens: [String] = []
    descend(to: index, from: 0) { key, position in
      tokens.append(
        key.map { String(decoding: StringText.decode(self, $0), as: UTF8.self) }
          ?? String(position))
    }
    return JSONPointer(tokens: tokens)
  }

  /// Goes from `root` down to `node`, a value or key in it, and hands out each step: the key of
  /// a member, or nil and the place of an element.
  fileprivate func descend(to node: Int, from root: Int, _ step: (Int?, Int) -> Void) {
    var current = root
    while current != node, self[current].isContainer {
      let isObject = kind(current) == .object
      let end = next(after: current)
      var child = current + 1
      var position = 0
      while child < end {
        let value = isObject ? child + 1 : child
        let following = next(after: value)
        if node < following {
          step(isObject ? child : nil, position)
          if isObject, node == child { return }
          current = value
          break
        }
        child = following
        position += 1
      }
      if child >= end { return }
    }
  }
}
