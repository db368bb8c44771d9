import Adherence

/// Three bytes damage a mark: its place, what is done, and by which mark. The first byte of the input
/// chooses the document.
enum NearestTarget {
  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    var text = documents[Int(first) % documents.count]
    let marks = Array("\"{}[],:'(){\\".utf8)
    var i = 1
    while i + 2 < bytes.count, i < 13 {
      let place = Int(bytes[i]) % text.count
      let mark = marks[Int(bytes[i + 2]) % marks.count]
      switch bytes[i + 1] % 4 {
      case 0: text.remove(at: place)
      case 1: text.insert(mark, at: place)
      case 2: text[place] = mark
      default: text.swapAt(place, min(place + 1, text.count - 1))
      }
      if text.isEmpty { return }
      i += 3
    }
    for contract in JudgeTarget.contracts { JudgeTarget.check(contract, text) }
  }

  private static let documents = [
    #"{"a":"Oslo","n":3,"l":["x","y"],"b":true}"#,
    #"{"a": "the \"old\" port", "n": 41, "l": [], "m": {"k": [1, {"z": null}]}}"#,
    #"[{"a":"x","n":1},{"a":"y","n":2}]"#,
    #"f(a="x, y", n=3)"#,
    "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": \"x\", \"n\": 1}}\n</tool_call>",
    "{'a': 'it\\'s', 'n': 1, 'l': ('x',)}",
  ].map { Array($0.utf8) }
}
