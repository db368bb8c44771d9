import AdhereTestSupport

/// Texts with one structural mark damaged, and what they meant.
enum DamagedText {
  struct Case: Sendable {
    let text: String
    /// What the undamaged text says, as canonical JSON.
    let meant: String
    let schema: String
  }

  private static let object = #"""
    {"type":"object","properties":{"title":{"type":"string"},"pages":{"type":"integer"},
    "marks":{"type":"array","items":{"type":"string"}},"author":{"type":"object","properties":
    {"name":{"type":"string"},"born":{"type":"integer"}},"required":["name"]}},
    "required":["title"]}
    """#

  private static let documents: [(text: String, meant: String, schema: String)] = [
    (
      #"{"title":"Tides and winds","pages":412,"marks":["north","far out, south"]}"#,
      #"{"marks":["north","far out, south"],"pages":412,"title":"Tides and winds"}"#, object
    ),
    (
      #"{"title": "Low water", "author": {"name": "B. Moen", "born": 1961}, "pages": 80}"#,
      #"{"author":{"born":1961,"name":"B. Moen"},"pages":80,"title":"Low water"}"#, object
    ),
    (
      "[\n \"oak\",\n \"ash\",\n \"elm\"\n]", #"["ash","elm","oak"]"#,
      #"{"type":"array","items":{"type":"string"}}"#
    ),
  ]

  private static let lookAlikes: [Character: [String]] = [
    ",": [";", "，", "、", " and", ":"], ":": ["：", "=", ",", "->"], "{": ["[", "("],
    "}": ["]", ")"], "[": ["{", "【"], "]": ["}", "】"], "\"": ["'", "”", "«", "`"],
  ]

  /// Every mark of every document left out, doubled, swapped with its neighbour and replaced.
  static let all: [Case] = documents.flatMap { document -> [Case] in
    let text = Array(document.text)
    return marks(text).flatMap { i -> [Case] in
      var damaged = [
        String(text[..<i] + text[(i + 1)...]), String(text[...i] + text[i...]),
      ]
      if i + 1 < text.count {
        damaged.append(String(text[..<i] + [text[i + 1], text[i]] + text[(i + 2)...]))
      }
      for other in lookAlikes[text[i]] ?? [] {
        damaged.append(String(text[..<i]) + other + String(text[(i + 1)...]))
      }
      return damaged.filter { $0 != document.text }.map {
        Case(text: $0, meant: document.meant, schema: document.schema)
      }
    }
  }

  /// The marks outside of strings, and the quotes of these.
  private static func marks(_ text: [Character]) -> [Int] {
    var isInside = false
    return text.indices.filter { i in
      if text[i] == "\"" {
        isInside.toggle()
        return true
      }
      return !isInside && lookAlikes[text[i]] != nil
    }
  }
}
