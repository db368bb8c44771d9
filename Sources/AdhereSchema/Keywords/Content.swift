internal import AdhereJSON

extension KeywordShape {
  static let content = KeywordShape(.string, from: .draft7)
  static let contentSchema = KeywordShape(.schema, from: .draft2019)
}

/// `contentEncoding: base64` and `contentMediaType: application/json`, asserted where the draft
/// or the caller asks for it (2020-12 validation, section 8). `contentSchema` is an annotation.
extension Compiler {
  mutating func writeContent(_ work: Work, _ rules: DialectRules) {
    guard options.assertContent ?? (rules.dialect == .draft7) else { return }
    func node(_ keyword: Keyword, naming name: String) -> Int? {
      value(keyword).flatMap { string(work.source, $0) == name ? $0 : nil }
    }
    let encoding = node(.contentEncoding, naming: "base64")
    if let encoding {
      emit(Instruction(content: .base64, .contentEncoding), work, encoding)
    }
    if let media = node(.contentMediaType, naming: "application/json") {
      // Another encoding than base64 cannot be looked into.
      if encoding == nil, value(.contentEncoding) != nil { return }
      let check: ContentCheck = encoding == nil ? .json : [.json, .base64]
      emit(Instruction(content: check, .contentMediaType), work, media)
    }
  }
}

extension Describer {
  mutating func content(_ pc: Int, _ i: Instruction, _ node: Int) -> Bool {
    evaluator.hasContent(node, i.content) || emit(pc, .content, node)
  }
}

extension OutputWalk {
  mutating func contentSchema(_ place: Place, _ value: Int, _ node: Int) {
    guard tape.kind(node) == .string,
      place.tape.member("contentMediaType", of: Int(place.origin.object)) != nil
    else { return }
    annotate(place, value, token: "/contentSchema")
  }
}
