/// The property of one `\p{…}`, known to be a name that ECMA-262 admits.
enum UnicodeProperty: Hashable {
  /// A General_Category value, by its short name.
  case generalCategory(String)
  /// A Script value, by the name written.
  case script(String)
  /// A Script_Extensions value, by the name written.
  case scriptExtensions(String)
  /// A binary property, by the name written.
  case binary(String)
  /// `Any`
  case any
  /// `Assigned`
  case assigned

  /// The property that `text`, the inside of the braces, names; nil where ECMA-262 knows none.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      let value = String(parts[1])
      switch parts[0] {
      case "General_Category", "gc":
        guard let short = Self.categories[value] else { return nil }
        self = .generalCategory(short)
      case "Script", "sc":
        guard Self.scripts.contains(value) else { return nil }
        self = .script(value)
      case "Script_Extensions", "scx":
        guard Self.scripts.contains(value) else { return nil }
        self = .scriptExtensions(value)
      default: return nil
      }
      return
    }
    if text == "Any" {
      self = .any
    } else if text == "Assigned" {
      self = .assigned
    } else if let short = Self.categories[text] {
      self = .generalCategory(short)
    } else if Self.binary.contains(text) {
      self = .binary(text)
    } else {
      return nil
    }
  }

  private static let categories: [String: String] = {
    var table: [String: String] = [:]
    for line in PropertyNames.generalCategories.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      for name in names { table[name] = names[0] }
    }
    return table
  }()

  private static let scripts = Set(PropertyNames.scripts.split(separator: " ").map(String.init))
  private static let binary = Set(PropertyNames.binary.split(separator: " ").map(String.init))

  /// How PCRE2 writes the property, negated or not, for use in or outside a class.
  func pcre2(negated: Bool) -> String {
    switch self {
    case .generalCategory("LC"): return negated ? #"\P{L&}"# : #"\p{L&}"#
    case .generalCategory(let name), .binary(let name):
      return negated ? "\\P{\(name)}" : "\\p{\(name)}"
    case .script(let name): return negated ? "\\P{sc:\(name)}" : "\\p{sc:\(name)}"
    case .scriptExtensions(let name): return negated ? "\\P{scx:\(name)}" : "\\p{scx:\(name)}"
    case .any: return negated ? #"\P{Any}"# : #"\p{Any}"#
    case .assigned: return negated ? #"\p{Cn}"# : #"\P{Cn}"#
    }
  }
}
