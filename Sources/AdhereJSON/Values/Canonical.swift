internal import AdhereBytes

/// The canonical form of a value: no spaces, keys sorted by their bytes, strings with the
/// fewest escapes, numbers as digits and an exponent. Two values are equal as JSON Schema and
/// RFC 8785 understand equality exactly when their canonical forms are the same bytes; unlike
/// RFC 8785 numbers are not rounded to doubles. It is for comparing and hashing, not for output.
public enum Canonical {
  /// The canonical form of a JSON text; of what is no JSON the text itself.
  package static func form(of json: [UInt8]) -> [UInt8] {
    (try? JSONDocument(json, options: .anyDepth))?.withTape { form($0) } ?? json
  }

  /// The canonical form of the value at `root`. The depth of the value takes no stack.
  public static func form(_ tape: Tape, _ root: Int = 0) -> [UInt8] {
    var out: [UInt8] = []
    var work: [Step] = [.value(root)]
    while let step = work.popLast() {
      switch step {
      case .byte(let byte): out.append(byte)
      case .key(let index):
        quote(tape, index, &out)
        out.append(ASCII.colon)
      case .value(let index): write(tape, index, &out, &work)
      }
    }
    return out
  }

  private enum Step {
    case value(Int)
    case key(Int)
    case byte(UInt8)
  }

  private static func write(
    _ tape: Tape, _ index: Int, _ out: inout [UInt8], _ work: inout [Step]
  ) {
    switch tape.kind(index) {
    case .string, .key: quote(tape, index, &out)
    case .number: number(DecimalNumber(lexeme: tape.text(index)), &out)
    case .null, .true, .false: out.append(contentsOf: tape.text(index))
    case .array:
      out.append(ASCII.leftBracket)
      work.append(.byte(ASCII.rightBracket))
      for (position, child) in Array(tape.children(of: index)).enumerated().reversed() {
        work.append(.value(child))
        if position > 0 { work.append(.byte(ASCII.comma)) }
      }
    case .object:
      out.append(ASCII.leftBrace)
      work.append(.byte(ASCII.rightBrace))
      let keys = tape.children(of: index).sorted {
        let order = StringText.compare(tape, $0, tape, $1)
        return order == 0 ? $0 < $1 : order < 0
      }
      for (position, key) in keys.enumerated().reversed() {
        work.append(.value(key + 1))
        work.append(.key(key))
        if position > 0 { work.append(.byte(ASCII.comma)) }
      }
    }
  }

  private static func quote(_ tape: Tape, _ index: Int, _ out: inout [UInt8]) {
    guard tape[index].hasEscapes else {
      out.append(ASCII.quote)
      out.append(contentsOf: tape.text(index))
      out.append(ASCII.quote)
      return
    }
    StringText.decode(tape, index).withUnsafeBufferPointer {
      JSONWriter.append(quoted: $0, to: &out)
    }
  }

  private static func number(_ value: DecimalNumber, _ out: inout [UInt8]) {
    if value.isNegative { out.append(ASCII.minus) }
    if value.isZero { out.append(ASCII.zero) }
    out.append(contentsOf: value.digits.map { $0 + ASCII.zero })
    if value.exponent != 0 {
      out.append(UInt8(ascii: "e"))
      out.append(contentsOf: String(value.exponent).utf8)
    }
  }
}
