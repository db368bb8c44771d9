import Testing

/// Texts that made readers of broken JSON stall: a head, a unit that is repeated, a tail.
struct HostileInput: Sendable, CustomTestStringConvertible {
  let name: String
  let head: String
  let unit: String
  let tail: String

  init(_ name: String, _ unit: String) { self.init(name, "", unit) }

  init(_ name: String, _ head: String, _ unit: String, _ tail: String = "") {
    self.name = name
    self.head = head
    self.unit = unit
    self.tail = tail
  }

  var testDescription: String { name }

  /// About `size` bytes of it.
  func bytes(_ size: Int) -> [UInt8] {
    let unit = Array(unit.utf8)
    var out = Array(head.utf8)
    out.reserveCapacity(size + 64)
    while out.count < size { out += unit }
    return out + Array(tail.utf8)
  }

  static let all: [HostileInput] = [
    HostileInput("open brackets", "["),
    HostileInput("brackets in a name", "{\"name\":\"", "</", "\",\"arguments\":{}}"),
    HostileInput("calls in a comment", "# ", "f(a=\"x\") "),
    HostileInput("objects in a row", "{\"a\":\"x\"},"),
    HostileInput("quoted words before values", "\"k\": [1] "),
    HostileInput("marks in sentences", "so <tool_call>f(a='x')</tool_call> goes "),
    HostileInput("open objects", "{\"a\":"),
    HostileInput("open and closed", "[[[[[[[[", "[", "]]]]]]]]"),
    HostileInput("quotes", "\""),
    HostileInput("quotes in an object", "{\"a\":", "\""),
    HostileInput("backslashes", "{\"a\":\"", "\\"),
    HostileInput("backslashes in a closed string", "{\"a\":\"", "\\", "\"}"),
    HostileInput("commas", "[", ",", "]"),
    HostileInput("words", "{\"a\": ", "word ", "}"),
    HostileInput("quoted words", "{\"a\": \"", "x \"y\" ", "\"}"),
    HostileInput("commas in an open string", "{\"a\":\"", "x,"),
    HostileInput("prose with colons", "{\"a\":\"", ", b: c"),
    HostileInput("braces in a string", "{\"a\":\"", "x}", "\" tail"),
    HostileInput("braces in prose", "see {x} "),
    HostileInput("fences", "```json\n"),
    HostileInput("fenced objects", "```json\n{\"a\":1}\n```\n"),
    HostileInput("block comments", "/*"),
    HostileInput("line comments", "", "# c\n", "{\"a\":1}"),
    HostileInput("unicode escapes", "{\"a\":\"", "\\u"),
    HostileInput("parentheses", "("),
    HostileInput("minus signs", "[", "-"),
    HostileInput("digits", "[", "9"),
    HostileInput("missing commas", "[", "\"a\" ", "]"),
    HostileInput("many objects", "{\"a\":1}"),
    HostileInput("apostrophes", "{'a':'", "it's ", "'}"),
    HostileInput("raw newlines", "{\"a\":\"", "l\n", "\"}"),
    HostileInput("objects in lists, cut", "[{"),
    HostileInput("keys without values", "{", "\"k\" ", "}"),
    HostileInput("sets, one after the other", "{\"a\",\"b\"}\n"),
    HostileInput("calls with sets", "f(b={\"a\"})\n"),
    HostileInput("changes in a long key", "{\"", "a\n", "\":1}"),
    HostileInput("lists side by side", "{\"a\":", "[1],[2],", "}"),
    HostileInput("brackets in a string, cut", "{\"foo\": \"bar\", \"bar\": \"foo", "["),
    // Ours: calls, markup, thinking, and what the reading of them looks ahead for.
    HostileInput("open calls", "f(a="),
    HostileInput("calls", "f(a='x') "),
    HostileInput("calls with variables", "f(a=x) "),
    HostileInput("lists of calls with variables", "[f(a=x), "),
    HostileInput("names before objects", "f\n{\"a\":1}\n"),
    HostileInput("names before open objects", "f {"),
    HostileInput("tags", "<tool_call>"),
    HostileInput("open tags", "<"),
    HostileInput("square tags", "[TOOL_CALLS]"),
    HostileInput("tags in sentences", "see <tool_call> "),
    HostileInput("square tags in sentences", "see [tool_call] "),
    HostileInput("a call before tags", "f(a='x')\n", "<tool_call> "),
    HostileInput("broken calls in lines", "{\"name\":\"f\" \"arguments\":{}}\n"),
    HostileInput("members with quotes lost", "{", "\"a:\"b\",", "}"),
    HostileInput("broken fenced objects", "```json\n{\"a\" 1}\n```\n"),
    HostileInput("thinking opened", "<think>"),
    HostileInput("thinking closed", "</think>"),
    HostileInput("thinking blocks", "<think>x</think>{\"a\":1}"),
    HostileInput("members", "{", "\"a\":\"b\",", "}"),
    HostileInput("members with different keys missing", "[", "{\"b\":1},", "]"),
    HostileInput("single-quoted members", "{", "'a':'b',", "}"),
    HostileInput("escaped quotes", "{\\\"a\\\":\\\"", "\\\\", "\\\"}"),
    HostileInput("triple quotes", "\"\"\""),
    HostileInput("smart quotes", "[", "“a” ", "]"),
    HostileInput("concatenation", "{\"a\":", "\"x\" + ", "\"y\"}"),
    HostileInput("ellipses", "[", "...,", "]"),
    HostileInput("closing brackets", "}"),
    HostileInput("closing brackets after a value", "{\"a\":1", "}]"),
    HostileInput("mismatched brackets", "[{]("),
    HostileInput("a string that holds brackets", "{\"a\":\"", "[", "\"}"),
    HostileInput("a string of quoted quotes", "{\"a\":\"", "\\\"", "\"}"),
    HostileInput("arithmetic", "f(a=1", "+1", ")"),
    HostileInput("powers", "f(a=2", "**2", ")"),
    HostileInput("underscores", "f(", "a_", "=1)"),
    HostileInput("dots", "f(a=", "a.", ")"),
    HostileInput("no-break spaces", "{", "\u{A0}", "}"),
    HostileInput("spaces", "{", " ", "}"),
    HostileInput("spaces before quotes", "{\"a\":\"", "\"   ", "}"),
    HostileInput("spaces in prose before a brace", "f", "\u{A0}", "{}"),
    HostileInput("broken UTF-8 look-alike", "{\"a\":\"", "\u{FFFD}", "\"}"),
  ]
}
