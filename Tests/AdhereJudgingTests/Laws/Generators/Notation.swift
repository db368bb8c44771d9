import AdhereTestSupport

/// Writes a value as models write it: almost JSON, with the meaning beyond doubt. What is in
/// quotes is escaped as the quotes demand.
struct Notation {
  private var quote: Character = "\""
  private var isPython = false
  private var hasBareKeys = false
  private var hasTrailingCommas = false
  private var hasComments = false
  private var hasRawControls = false
  private var hasTuples = false
  private var lines = false

  private init(_ random: inout SplitMix64) {
    quote = random.pick(["\"", "\"", "'", "'", "`"])
    isPython = random.one(in: 2)
    hasBareKeys = random.one(in: 4)
    hasTrailingCommas = random.one(in: 4)
    hasComments = random.one(in: 6)
    hasRawControls = random.one(in: 4)
    hasTuples = random.one(in: 8)
    lines = random.one(in: 3)
  }

  /// - Parameter bare: without fences, prose and thinking around it.
  static func render(_ tree: JSONTree, _ random: inout SplitMix64, bare: Bool = false) -> String {
    var notation = Notation(&random)
    // At the root back-ticks would be a fence's, or those of code in prose.
    if !tree.isContainer, notation.quote == "`" { notation.quote = "'" }
    let text = notation.write(tree, &random, depth: 0)
    return bare || !tree.isContainer ? text : around(text, &random)
  }

  /// What models put around an answer. A call in the middle of a sentence is none.
  static func around(
    _ text: String, _ random: inout SplitMix64, inSentence: Bool = true
  ) -> String {
    switch random.below(10) {
    case 0: "```json\n\(text)\n```"
    case 1: "Here is the result:\n\n```\n\(text)\n```\nHope that helps!"
    case 2 where inSentence: "Sure. The answer is \(text) as you asked."
    case 3: "<think>Let me see, {\"a\": 1} will not do.</think>\n\(text)"
    case 4: "Das Ergebnis: \(text)"
    case 5: "\u{FEFF}\(text)\n"
    default: text
    }
  }

  private func write(_ tree: JSONTree, _ random: inout SplitMix64, depth: Int) -> String {
    switch tree {
    case .null: return isPython ? "None" : "null"
    case .bool(let value):
      return isPython ? (value ? "True" : "False") : (value ? "true" : "false")
    case .number(let digits): return digits
    case .string(let text): return Notation.quoted(text, quote, rawControls: hasRawControls)
    case .array(let elements):
      let inside = elements.map { write($0, &random, depth: depth + 1) }
      // A tuple of one without a comma would be a value in parentheses.
      // At the root it would be a remark in prose.
      let isTuple = hasTuples && elements.count > 1 && depth > 0
      return bracket(inside, isTuple ? ("(", ")") : ("[", "]"), &random, depth)
    case .object(let members):
      let inside = members.map { member in
        key(member.key) + random.pick([":", ": ", ": "])
          + write(member.value, &random, depth: depth + 1)
      }
      return bracket(inside, ("{", "}"), &random, depth)
    }
  }

  private func key(_ name: String) -> String {
    let isIdentifier =
      name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if hasBareKeys, isIdentifier { return name }
    return Notation.quoted(name, quote, rawControls: false)
  }

  private func bracket(
    _ parts: [String], _ brackets: (String, String), _ random: inout SplitMix64, _ depth: Int
  ) -> String {
    guard !parts.isEmpty else { return brackets.0 + brackets.1 }
    let space = lines ? "\n" + String(repeating: "  ", count: depth + 1) : ""
    var out = brackets.0
    for (index, part) in parts.enumerated() {
      out += space + part
      if index < parts.count - 1 {
        out += lines ? "," : ", "
      } else if hasTrailingCommas {
        out += ","
      }
      if hasComments, lines, random.one(in: 3) { out += " // note" }
      if hasComments, !lines, random.one(in: 3) { out += " /* note */ " }
    }
    return out + (lines ? "\n" : "") + brackets.1
  }

  /// A string in quotes of this kind, escaped as Python and JavaScript would.
  static func quoted(_ text: String, _ quote: Character, rawControls: Bool) -> String {
    var out = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\n": out += rawControls ? "\n" : "\\n"
      case "\t": out += rawControls ? "\t" : "\\t"
      case "\r": out += rawControls ? "\r" : "\\r"
      case "\u{0}": out += quote == "\"" ? "\\u0000" : "\\x00"
      default:
        if Character(scalar) == quote { out += "\\" }
        out.unicodeScalars.append(scalar)
      }
    }
    return out + String(quote)
  }
}

extension JSONTree {
  fileprivate var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
