import JSONSchema
import JSONText

/// `{"param_name":"Oslo"}` to `{"city":"Oslo"}`: keys that are no names but say that one belongs
/// there, as an instruction writes them (`f(param_name1=value1)`), take the names of the required
/// properties that are missing, in the order in which those are declared.
enum PlaceholderKeys {
  static func rename(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, violation.missingProperty != nil else { return nil }
    let declared = violation.declaredProperties
    let names = Set(declared)
    let required = violation.requiredProperties
    var present: Set<[UInt8]> = []
    var placeholders: [Int] = []
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      if names.contains(name) {
        present.insert(name)
      } else if isPlaceholder(name), tape.kind(key + 1) != .object {
        placeholders.append(key)
      } else {
        return nil
      }
    }
    let missing = declared.filter { required.contains($0) && !present.contains($0) }
    guard let key = placeholders.first, placeholders.count == missing.count else { return nil }
    return [Change(tape.span(key), JSONWriter.quoted(missing[0]), .placeholderKey)]
  }

  /// A word for an argument, with or without a word for its name and a number: `param`,
  /// `params_name2`, `arg1`.
  private static func isPlaceholder(_ name: [UInt8]) -> Bool {
    var words = name.split { $0 == UInt8(ascii: "_") || RelaxedReader.isDigit($0) }
      .map { $0.map { $0 | 0x20 } }
    guard let first = words.first, arguments.contains(first) else { return false }
    words.removeFirst()
    return words.allSatisfy { $0 == nameWord || $0 == valueWord }
  }

  private static let nameWord = Array("name".utf8)
  private static let valueWord = Array("value".utf8)
  private static let arguments: Set<[UInt8]> = Set(
    ["param", "params", "parameter", "parameters", "arg", "args", "argument", "arguments"].map {
      Array($0.utf8)
    })
}
