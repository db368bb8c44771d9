import AdhereSchema
import AdhereJSON

/// Tools, and the calls against them.
extension RowChecker {
  /// The shape of the tools.
  ///
  /// - Returns: what each takes, by name.
  func checkTools(_ node: Int?) -> DeclaredTools {
    guard let node, tape.kind(node) != .null else { return [:] }
    if tape.kind(node) == .string {
      guard target.trainer.readsThroughDatasets else {
        error("tools", node, "must be a list, not a string of JSON")
        return [:]
      }
      if !target.toolsAsText {
        warning("tools", node, "tools as a string are for datasets before 4.7 only")
      }
      let source = StringText.decode(tape, node)
      guard let list = inner.parse(source), list.kind(0) == .array else {
        error("tools", node, "is a string that is no JSON list")
        return [:]
      }
      return source.withUnsafeBufferPointer { declaredTools($0) }
    }
    guard tape.kind(node) == .array else {
      error("tools", node, "must be a list")
      return [:]
    }
    if let most = target.trainer.maximumTools, tape.count(of: node) > most {
      error("tools", node, "\(tape.count(of: node)) tools; the limit is \(most)")
    }
    let declared = declaredTools(tape.source(node))
    var names: [[UInt8]] = []
    for tool in tape.children(of: node) {
      guard let type = tape.member("type", of: tool), tape.isString("function", at: type),
        let function = tape.member("function", of: tool), tape.kind(function) == .object
      else {
        error("tools", tool, #"must be {"type":"function","function":{…}}"#)
        continue
      }
      checkFunction(function)
      checkDeclaration(function, declared, &names)
    }
    return declared
  }

  /// What only the list as a whole, and compiling the schema, shows.
  private func checkDeclaration(
    _ function: Int, _ declared: DeclaredTools, _ names: inout [[UInt8]]
  ) {
    guard let node = tape.member("name", of: function), tape.kind(node) == .string else { return }
    let name = StringText.decode(tape, node)
    if names.contains(name) {
      error("tools", node, "two tools are called \"\(tape.string(node))\"")
      return
    }
    names.append(name)
    if case .broken(let why) = declared[name] {
      error(
        "gap-schema", tape.member("parameters", of: function) ?? function,
        "the tool's schema is not valid: \(why)")
    }
  }

  func checkFunction(_ function: Int) {
    let name = tape.member("name", of: function)
    if name == nil || tape.kind(name!) != .string
      || !ToolNames.isLegal(StringText.decode(tape, name!))
    {
      error("tools", name ?? function, "the name must be 1 to 64 letters, digits, _ and -")
    }
    if let parameters = tape.present("parameters", of: function),
      tape.kind(parameters) != .object,
      !(target.trainer.takesParametersAsText && tape.kind(parameters) == .string)
    {
      error("tools", parameters, "parameters must be an object")
    }
    if target.trainer.wantsCompleteFunctions {
      for key in ["description", "parameters"] as [StaticString]
      where tape.member(key, of: function) == nil {
        error("tools", function, "a function needs a \(key) here")
      }
    }
  }

  /// Every call that is learnt parses, names a declared tool and satisfies its schema.
  func checkCalls(_ messages: Int, _ tools: DeclaredTools) {
    for message in tape.children(of: messages)
    where hasRole(message, "assistant") && !hasWeightZero(message) {
      checkUnread(message, tools)
      guard let calls = tape.present("tool_calls", of: message) else { continue }
      for call in tape.children(of: calls) {
        if let function = tape.member("function", of: call) { checkCall(function, tools) }
      }
    }
  }

  /// - Parameter function: the node with `name`, and `arguments` or Gemini's `args`.
  func checkCall(_ function: Int, _ tools: DeclaredTools) {
    guard let name = tape.member("name", of: function), tape.kind(name) == .string,
      let node = tape.member("arguments", of: function) ?? tape.member("args", of: function)
    else {
      error("gap-arguments", function, "a call must have a name and arguments")
      return
    }
    guard let (arguments, root) = arguments(at: node) else { return }
    let key = StringText.decode(tape, name)
    guard !tools.isEmpty else {
      error("gap-tools", name, "the row declares no tools")
      return
    }
    switch tools[key] {
    case nil: error("gap-tools", name, "\"\(tape.string(name))\" is not among the declared tools")
    case .open: break
    case .broken: break  // An error of the tool, not of each call.
    case .schema(let schema):
      guard !schema.isValid(arguments, at: root) else { return }
      let first = schema.violations(arguments, at: root).first
      error(
        "gap-schema", node,
        "\"\(first?.instancePath ?? "")\" \(first?.message ?? "does not conform to the tool's schema")"
      )
    }
  }

  /// The arguments as JSON: those of a string are read.
  private func arguments(at node: Int) -> (Tape, Int)? {
    if tape.kind(node) != .string {
      guard tape.kind(node) == .object else {
        error("gap-arguments", node, "are no JSON object")
        return nil
      }
      return (tape, node)
    }
    guard let arguments = inner.parse(StringText.decode(tape, node)) else {
      error("gap-arguments", node, "are not JSON: \(inner.failure?.message ?? "")")
      return nil
    }
    guard arguments.kind(0) == .object else {
      error("gap-arguments", node, "are JSON, but no object")
      return nil
    }
    if inner.duplicateKey != nil {
      error("gap-arguments", node, "name a key twice")
      return nil
    }
    for index in 0..<arguments.count where arguments[index].hasEscapes {
      if RowChecker.hasSurrogate(arguments, index) {
        error("gap-arguments", node, "hold a lone surrogate escape, which has no UTF-8")
        return nil
      }
    }
    return (arguments, 0)
  }

  /// The rejected side may be wrong in any way a loader still survives.
  func checkRejected(_ side: Int) {
    checkRejectedText(side)
    guard let calls = tape.present("tool_calls", of: side + 1) else { return }
    for call in tape.children(of: calls) {
      guard let function = tape.member("function", of: call),
        let node = tape.member("arguments", of: function), tape.kind(node) == .string
      else { continue }
      if let arguments = inner.parse(StringText.decode(tape, node)), arguments.kind(0) == .object {
        continue
      }
      let message = "arguments are no JSON object: put the raw answer into content instead"
      if target.trainer.rejectedArguments == .refused {
        error("rejected-arguments", node, message)
      } else {
        warning("rejected-arguments", node, message)
      }
    }
  }

  /// Results answer open calls, ids are unique, calls are answered before the talk goes on.
  func checkPairing(_ messages: Int) {
    var open: [[UInt8]] = []
    for message in tape.children(of: messages) {
      if hasRole(message, "assistant") {
        if !open.isEmpty { error("gap-pairing", message, "calls before it are unanswered") }
        open = []
        guard let calls = tape.present("tool_calls", of: message) else { continue }
        for call in tape.children(of: calls) {
          var id = Array("#\(open.count)".utf8)
          if let node = tape.present("id", of: call), tape.kind(node) == .string {
            id = StringText.decode(tape, node)
          }
          if open.contains(id) {
            error(
              "gap-pairing", call, "the id \"\(String(decoding: id, as: UTF8.self))\" stands twice")
          }
          open.append(id)
        }
      } else if hasRole(message, "tool") {
        guard let node = tape.present("tool_call_id", of: message), tape.kind(node) == .string
        else {
          if open.isEmpty { error("gap-pairing", message, "answers no open call") }
          if !open.isEmpty { open.removeFirst() }
          continue
        }
        if let match = open.firstIndex(of: StringText.decode(tape, node)) {
          open.remove(at: match)
        } else {
          error("gap-pairing", node, "answers no open call")
        }
      } else if hasRole(message, "user"), !open.isEmpty {
        error("gap-pairing", message, "calls before it are unanswered")
        open = []
      }
    }
  }
}
