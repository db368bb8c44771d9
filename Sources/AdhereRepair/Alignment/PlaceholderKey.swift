import AdhereSchema
import AdhereJSON

/// `{"param_name":"Oslo"}` to `{"city":"Oslo"}`: keys that are no names but say that one belongs
/// there, as an instruction writes them (`f(param_name1=value1)`), take the names of the required
/// properties that are missing, in the order in which those are declared.
enum PlaceholderKey {
  static func rename(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, violation.missingProperty != nil else { return nil }
    let declared = violation.declaredProperties
    let names = Set(declared)
    let required = violation.requiredProperties
    var present: Set<[UInt8]> = []
    var placeholders: [(key: Int, number: Int?)] = []
    var stem: [UInt8]?
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      if names.contains(name) {
        present.insert(name)
        continue
      }
      guard let placeholder = placeholder(name), tape.kind(key + 1) != .object,
        !saysName(tape, key + 1, declared),
        stem == nil || stem == placeholder.stem,
        !declared.contains(where: { Spelling.means(name, Folding.name($0)) })
      else { return nil }
      stem = placeholder.stem
      placeholders.append((key, placeholder.number))
    }
    let missing = declared.filter { required.contains($0) && !present.contains($0) }
    guard let first = placeholders.first, placeholders.count == missing.count,
      isInOrder(placeholders.map(\.number), missing.map { declared.firstIndex(of: $0)! })
    else { return nil }
    return [Change(tape.span(first.key), JSONWriter.quoted(missing[0]), .placeholderKey)]
  }

  /// Whether the value is a property's name: `{"param_name":"city"}` speaks of the property.
  private static func saysName(_ tape: Tape, _ value: Int, _ declared: [[UInt8]]) -> Bool {
    guard tape.kind(value) == .string else { return false }
    let folded = Folding.name(StringText.decode(tape, value))
    return declared.contains { Folding.name($0) == folded }
  }

  /// Whether the numbers say the places that the properties have, counted from 0 or 1. The first
  /// of several may go without.
  private static func isInOrder(_ numbers: [Int?], _ places: [Int]) -> Bool {
    guard numbers.contains(where: { $0 != nil }) else { return numbers.count == 1 }
    for base in [0, 1] {
      var fits = true
      for (index, number) in numbers.enumerated() {
        let mayLack = index == 0 && numbers.count > 1
        if number != places[index] + base, number != nil || !mayLack { fits = false }
      }
      if fits { return true }
    }
    return false
  }

  /// `param`, `params_name2`, `arg1`: the word without its number, and the number.
  private static func placeholder(_ name: [UInt8]) -> (stem: [UInt8], number: Int?)? {
    let (written, digits) = Spelling.splitNumber(name)
    guard digits.count <= 3 else { return nil }
    var stem = written.map { ByteClass.isWord($0) ? $0 | 0x20 : $0 }
    while stem.last == underscore { stem.removeLast() }
    guard alone.contains(stem) || !digits.isEmpty && several.contains(stem) else { return nil }
    return (stem, Int(String(decoding: digits, as: UTF8.self)))
  }

  /// `_` with the bit of small letters set.
  private static let underscore: UInt8 = 0x7F

  private static let alone: Set<[UInt8]> = {
    let words = ["param", "parameter", "arg", "argument"].map { Array($0.utf8) }
    let name = [underscore] + Array("name".utf8)
    return Set(words + words.map { $0 + name } + several.map { $0 + name })
  }()

  /// Without a number they stand for all arguments.
  private static let several: Set<[UInt8]> = Set(
    ["params", "parameters", "args", "arguments"].map { Array($0.utf8) })
}
