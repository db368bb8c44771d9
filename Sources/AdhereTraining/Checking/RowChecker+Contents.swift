import AdhereJSON

/// Gemini's rows.
extension RowChecker {
  func contents() {
    guard let contents = tape.member("contents", of: 0), tape.kind(contents) == .array,
      tape.count(of: contents) > 0
    else {
      error("contents", tape.member("contents", of: 0), "must be a list that is not empty")
      return
    }
    var tools: DeclaredTools = [:]
    if let node = tape.present("tools", of: 0) {
      if tape.kind(node) != .array { error("tools", node, "must be a list") }
      tools = declaredTools(tape.source(node))
      for list in tape.children(of: node) {
        guard let functions = tape.member("functionDeclarations", of: list) else { continue }
        for function in tape.children(of: functions) { checkFunction(function) }
      }
    }
    var open: [[UInt8]] = []
    var last = 0
    for content in tape.children(of: contents) {
      last = content
      guard let parts = tape.member("parts", of: content), tape.kind(parts) == .array,
        tape.count(of: parts) > 0
      else {
        error("contents", content, "parts must be a list that is not empty")
        return
      }
      if let role = tape.present("role", of: content),
        !["user", "model", "function"].contains(tape.string(role))
      {
        error("role", role, "must be user or model")
      }
      let isModel = hasRole(content, "model")
      if isModel, !open.isEmpty { error("gap-pairing", content, "calls before it are unanswered") }
      if isModel { open = [] }
      for part in tape.children(of: parts) { checkPart(part, isModel, tools, &open) }
    }
    if !hasRole(last, "model") { error("contents", last, "the last content must be the model's") }
  }

  private func checkPart(
    _ part: Int, _ isModel: Bool, _ tools: DeclaredTools, _ open: inout [[UInt8]]
  ) {
    if isModel, let text = tape.member("text", of: part) { checkUnread(text: text, tools) }
    if let call = tape.member("functionCall", of: part) {
      guard let name = tape.member("name", of: call), tape.kind(name) == .string,
        tape.member("args", of: call).map({ tape.kind($0) == .object }) ?? true
      else {
        error("arguments", call, "a functionCall needs a name, and args as an object")
        return
      }
      open.append(StringText.decode(tape, name))
      if tape.member("args", of: call) != nil { checkCall(call, tools) }
    } else if let response = tape.member("functionResponse", of: part) {
      guard let name = tape.member("name", of: response), tape.kind(name) == .string else {
        error("contents", response, "a functionResponse needs a name")
        return
      }
      if let match = open.firstIndex(of: StringText.decode(tape, name)) {
        open.remove(at: match)
      } else {
        error("gap-pairing", name, "answers no open call")
      }
    }
  }
}
