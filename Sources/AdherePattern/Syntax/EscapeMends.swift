/// What to write in place of escapes that other languages have and ECMA-262 has not.
enum EscapeMends {
  /// What is wrong with `\` before a letter that has no meaning there.
  static func letter(_ letter: UInt8) -> String {
    let written = "\\\(Character(Unicode.Scalar(letter)))"
    return "\(written) is no escape of ECMA-262: "
      + (letters[letter] ?? "write the letter without \\")
  }

  private static let letters: [UInt8: String] = [
    UInt8(ascii: "A"): "write ^",
    UInt8(ascii: "Z"): "write $",
    UInt8(ascii: "z"): "write $",
    UInt8(ascii: "G"): "leave it out",
    UInt8(ascii: "Q"): "write \\ before each character that has a meaning",
    UInt8(ascii: "E"): "write \\ before each character that has a meaning",
    UInt8(ascii: "h"): "write [ \\t]",
    UInt8(ascii: "H"): "write [^ \\t]",
    UInt8(ascii: "N"): "write [^\\n]",
    UInt8(ascii: "R"): "write (?:\\r\\n|[\\n\\r])",
    UInt8(ascii: "V"): "write [^\\n\\v\\f\\r]",
    UInt8(ascii: "X"): "write .",
    UInt8(ascii: "a"): "write \\x07",
    UInt8(ascii: "e"): "write \\x1B",
    UInt8(ascii: "i"): "write [A-Za-z_:]",
    UInt8(ascii: "I"): "write [^A-Za-z_:]",
  ]

  /// What is wrong with a property between the braces of `\p{…}`.
  static func property(_ name: String) -> String {
    let shown = name.count > 40 ? name.prefix(40) + "…" : name[...]
    let folded = name.lowercased()
    let mend =
      classes[folded].map { "write \($0)" }
      ?? names[folded.filter { $0 != "_" && $0 != "-" && $0 != " " }].map { "write \\p{\($0)}" }
    return "ECMA-262 has no Unicode property \"\(shown)\""
      + (mend.map { ": " + $0 } ?? ": use a General_Category, Script=… or a binary property")
  }

  /// The classes of POSIX, as Java and others spell them between the braces.
  private static let classes = [
    "print": "[\\x20-\\x7E]", "graph": "[\\x21-\\x7E]", "alnum": "[A-Za-z0-9]",
    "blank": "[ \\t]", "xdigit": "[0-9A-Fa-f]", "isdigit": "\\d", "word": "\\w",
  ]

  /// The names ECMA-262 admits, by their letters alone in lower case.
  private static let names: [String: String] = {
    var names: [String: String] = [:]
    func add(_ name: Substring, _ written: String) {
      let folded = name.lowercased().filter { $0 != "_" }
      for key in [folded, "is" + folded, "in" + folded] where names[key] == nil {
        names[key] = written
      }
    }
    for name in PropertyNames.generalCategories.split(whereSeparator: { $0 == "\n" || $0 == " " }) {
      add(name, String(name))
    }
    for name in PropertyNames.binary.split(separator: " ") { add(name, String(name)) }
    for name in PropertyNames.scripts.split(separator: " ") { add(name, "Script=\(name)") }
    return names
  }()
}
