/// A list of records, broken in one of the six ways that repairers are compared on.
enum BrokenDocument: String, CaseIterable {
  case valid
  case truncated
  case trailingCommas = "trailing-commas"
  case singleQuoted = "single-quoted"
  case fencedProse = "fenced-prose"
  case unquotedKeys = "missing-quote-keys"

  func text(bytes: Int) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes + 400)
    if self == .fencedProse { out += "Here is what you asked for:\n```json\n".utf8 }
    out += "[".utf8
    var i = 0
    while out.count < bytes {
      if i > 0 { out += ",\n".utf8 }
      out += record(i).utf8
      i += 1
    }
    switch self {
    case .truncated: out.removeLast(20)
    case .trailingCommas: out += ",]".utf8
    case .fencedProse: out += "]\n```\nI hope that this helps.".utf8
    default: out += "]".utf8
    }
    return out
  }

  private func record(_ i: Int) -> String {
    let name = ["café", "東京", "Łódź", "plain"][i % 4]
    let end = self == .trailingCommas ? "," : ""
    switch self {
    case .singleQuoted:
      return """
        {'id': \(i), 'name': '\(name) \(i)', 'text': 'says "hello" and \\\\ goes', 'price': \
        \(i).50, 'tags': ['a', 'b', 'c'], 'inner': {'ok': True, 'none': None, 'list': [1, 2, 3]}}
        """
    case .unquotedKeys:
      return """
        {id: \(i), name: "\(name) \(i)", text: "says \\"hello\\" and \\\\ goes", price: \(i).50, \
        tags: ["a", "b", "c"], inner: {ok: true, none: null, list: [1, 2, 3]}}
        """
    default:
      return """
        {"id": \(i), "name": "\(name) \(i)", "text": "says \\"hello\\" and \\\\ goes", "price": \
        \(i).50, "tags": ["a", "b", "c"\(end)], "inner": {"ok": true, "none": null, "list": \
        [1, 2, 3\(end)]}\(end)}
        """
    }
  }
}
