/// A JSON Pointer (RFC 6901): a place in a JSON text, such as `/calls/0/name`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The reference tokens, decoded.
  public var tokens: [String]

  public init(tokens: [String] = []) { self.tokens = tokens }

  /// Reads the string form; nil where it is none: it must be empty or begin with `/`, and `~`
  /// must be followed by `0` or `1`.
  public init?(_ text: String) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [[UInt8]] = []
    var escaped = false
    for byte in text.utf8 {
      if escaped {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
        tokens[tokens.count - 1].append(
          byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        escaped = false
      } else if byte == UInt8(ascii: "/") {
        tokens.append([])
      } else if byte == UInt8(ascii: "~") {
        escaped = true
      } else {
        tokens[tokens.count - 1].append(byte)
      }
    }
    guard !escaped else { return nil }
    self.tokens = tokens.map { String(decoding: $0, as: UTF8.self) }
  }

  public var description: String {
    var out = ""
    for token in tokens {
      out += "/"
      for character in token.unicodeScalars {
        switch character {
        case "~": out += "~0"
        case "/": out += "~1"
        default: out.unicodeScalars.append(character)
        }
      }
    }
    return out
  }

  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }
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
    var current = 0
    while current != index {
      let isObject = kind(current) == .object
      var child = current + 1
      var position = 0
      let end = next(after: current)
      while child < end {
        let value = isObject ? child + 1 : child
        let following = next(after: value)
        if index < following {
          tokens.append(
            isObject
              ? String(decoding: StringText.decode(self, child), as: UTF8.self)
              : String(position))
          if index == child { return JSONPointer(tokens: tokens) }
          current = value
          break
        }
        child = following
        position += 1
      }
      if child >= end { break }
    }
    return JSONPointer(tokens: tokens)
  }
}

extension JSONPointer {
  /// An array index as RFC 6901 writes it: digits without a leading zero.
  static func arrayIndex(_ token: String) -> Int? {
    let digits = Array(token.utf8)
    guard let first = digits.first, digits.count < 18,
      digits.allSatisfy({ TapeParser.isDigit($0) }),
      first != UInt8(ascii: "0") || digits.count == 1
    else { return nil }
    return Int(token)
  }
}
