/// Texts on which readers of broken JSON have stalled: a head, a unit repeated, a tail.
enum HostileText {
  static let all: [(name: String, make: @Sendable (Int) -> [UInt8])] = [
    make("open brackets", "", "["), make("open objects", "", "{\"a\":"),
    make("quotes", "{\"a\":", "\""), make("backslashes", "{\"a\":\"", "\\", "\"}"),
    make("commas", "[", ",", "]"), make("words", "{\"a\": ", "word ", "}"),
    make("quoted words", "{\"a\": \"", "x \"y\" ", "\"}"), make("open string", "{\"a\":\"", "x,"),
    make("prose with colons", "{\"a\":\"", ", b: c"), make("braces in a string", "{\"a\":\"", "x}"),
    make("braces in prose", "", "see {x} "), make("fences", "", "```json\n"),
    make("block comments", "", "/*"), make("line comments", "", "# c\n", "{\"a\":1}"),
    make("unicode escapes", "{\"a\":\"", "\\u"), make("parentheses", "", "("),
    make("missing commas", "[", "\"a\" ", "]"), make("many objects", "", "{\"a\":1}"),
    make("apostrophes", "{'a':'", "it's ", "'}"), make("raw newlines", "{\"a\":\"", "l\n", "\"}"),
    make("objects in lists, cut", "", "[{"), make("keys without values", "{", "\"k\" ", "}"),
    make("thoughts", "", "<think>a</think> "), make("calls", "", "f(a=1) "),
  ]

  private static func make(
    _ name: String, _ head: String, _ unit: String, _ tail: String = ""
  ) -> (name: String, make: @Sendable (Int) -> [UInt8]) {
    let build: @Sendable (Int) -> [UInt8] = { size in
      var out = Array(head.utf8)
      out.reserveCapacity(size + 64)
      while out.count < size { out += unit.utf8 }
      return out + Array(tail.utf8)
    }
    return (name, build)
  }
}
