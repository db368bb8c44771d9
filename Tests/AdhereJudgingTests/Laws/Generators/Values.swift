import AdhereTestSupport

/// Random JSON values, with the kinds of text and number that models write.
enum Values {
  static func tree(_ random: inout SplitMix64, depth: Int) -> JSONTree {
    guard depth > 0 else { return scalar(&random) }
    if random.below(3) < 2 {
      var members: [JSONTree.Member] = []
      for _ in 0..<random.below(5) {
        let key = random.pick(Words.keys)
        guard !members.contains(where: { $0.key == key }) else { continue }
        members.append(.init(key, tree(&random, depth: depth - 1 - random.below(depth))))
      }
      return .object(members)
    }
    let count = random.below(4)
    if random.one(in: 3) {
      return .array((0..<count).map { _ in tree(&random, depth: depth - 1) })
    }
    let type = random.pick(Words.types)
    return .array((0..<count).map { _ in of(type: type, &random) })
  }

  static func scalar(_ random: inout SplitMix64) -> JSONTree {
    switch random.below(10) {
    case 0: .null
    case 1: .bool(random.one(in: 2))
    case 2, 3, 4: .number(random.pick(Words.integers + Words.reals))
    default: .string(text(&random))
    }
  }

  static func of(type: String, _ random: inout SplitMix64) -> JSONTree {
    switch type {
    case "integer": .number(random.pick(Words.integers))
    case "number": .number(random.pick(Words.integers + Words.reals))
    case "boolean": .bool(random.one(in: 2))
    case "array": .array((0..<random.below(4)).map { _ in .string(text(&random)) })
    case "object": .object([.init(random.pick(Words.keys), scalar(&random))])
    default: .string(text(&random))
    }
  }

  static func text(_ random: inout SplitMix64) -> String {
    switch random.below(12) {
    case 0: random.pick(Words.texts) + random.pick(Words.texts)
    case 1: random.pick(Words.hard) + random.pick(Words.texts)
    case 2, 3: random.pick(Words.hard)
    default: random.pick(Words.texts)
    }
  }
}

/// What the values are made of.
enum Words {
  static let types = ["string", "integer", "number", "boolean", "array", "object"]
  static let tools = [
    "get_weather", "set_timer", "search", "math.sqrt", "book-room", "placeOrder", "f", "now",
  ]
  static let parameters = [
    "city", "unit", "days", "query", "limit", "tags", "options", "x", "start_date", "dry_run",
  ]
  static let keys = [
    "name", "age", "a", "b", "id", "user_name", "Größe", "日期", "first-name", "is ok", "x.y",
    "items", "note", "", "true", "1",
  ]
  static let integers = ["0", "1", "7", "42", "-3", "2024", "12345678901234567890", "-0"]
  static let reals = ["1.10", "0.5", "-2.50", "1e400", "1E+2", "3.14159", "1.0", "6.02e-23"]
  static let texts = [
    "x", "Ada", "New York", "hello world", "Müller", "東京", "مرحبا", "2024-05-17", "12:30", "",
    "👩‍🚀", "a_b", "3rd", "€ 5", "U+00E9 é",
  ]
  /// Texts that hold what could be taken for notation.
  static let hard = [
    "it's", "say \"hi\" now", "C:\\temp\\new", "a, b", "{x}", "[1, 2]", "key: value", "a = b",
    "// no comment", "# heading", "```json\n{}\n```", "line one\nline two", "tab\there",
    "True", "None", "null", "5", "1.10", "f(x=1)", "}", "]", ")", "\"", "'", "\\", "“quoted”",
    "…", "...", "a\u{0}b", "\u{FEFF}", "http://a.b/c?d=e#f", "<b>bold</b>", "`ls`", "', 'x': '",
    "\", \"x\": \"", "\u{2028}", "50%", "x\r\ny",
  ]
}
