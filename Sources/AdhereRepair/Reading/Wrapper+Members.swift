import AdhereJSON

/// What the members of an object are, in a call or around one.
extension Wrapper {
  /// Keys of what only wraps calls.
  private static let wrappers: [StaticString] = [
    "tool_calls", "function_call", "function_calls", "tool_call", "tool_uses", "calls",
    "functions", "actions", "function", "toolCall", "functionCall", "toolCalls", "functionCalls",
    "invoke", "tools", "api_calls", "commands", "steps",
  ]

  private static let names: [StaticString] = [
    "name", "function", "tool", "tool_name", "function_name", "func", "recipient_name", "api",
    "action", "toolName", "call",
  ]

  private static let arguments: [StaticString] = [
    "arguments", "parameters", "args", "params", "input", "kwargs", "tool_input",
    "action_input", "argument", "parameter", "inputs", "tool_args", "tool_arguments", "properties",
  ]

  /// The value under a key that only wraps calls; whether the key is known to do so, or is just
  /// the only one and holds a list.
  mutating func wrapped(_ node: Int) -> (inner: Int, isKnown: Bool)? {
    for key in Wrapper.wrappers {
      guard let value = tape.member(key, of: node) else { continue }
      switch tape.kind(value) {
      case .array, .object: return (value, true)
      default: continue
      }
    }
    guard tape.count(of: node) == 1, !resolves(node + 1) else { return nil }
    let isObject = tape.kind(node + 2) == .object && tools != nil
    if isObject || tape.kind(node + 2) == .array {
      return (node + 2, isWrapperWord(StringText.decode(tape, node + 1)))
    }
    return nil
  }

  /// Whether a key says no more than that calls follow: `tools_call`, `FunctionCalls`.
  private func isWrapperWord(_ key: [UInt8]) -> Bool {
    var rest = Folding.identifier(key)[...]
    while !rest.isEmpty {
      guard let part = Wrapper.wrapperParts.first(where: { rest.starts(with: $0) }) else {
        return false
      }
      rest = rest.dropFirst(part.count)
    }
    return !key.isEmpty
  }

  private static let wrapperParts: [[UInt8]] = [
    "tools", "tool", "calls", "call", "functions", "function", "actions", "action", "list", "uses",
    "use",
  ].map { Array($0.utf8) }

  /// The name of the tool. Where several keys may hold it, the one that names a tool does; a
  /// tool may have a parameter that is called `name`.
  mutating func nameMember(_ node: Int) -> Int? {
    var first: Int?
    var found: Int?
    for key in Wrapper.names {
      guard let value = tape.member(key, of: node), tape.kind(value) == .string else { continue }
      if tools == nil { return value }
      first = first ?? value
      guard let tool = resolve(value) else { continue }
      guard let earlier = found, let other = resolve(earlier) else {
        found = value
        continue
      }
      if tool.index != other.index, isDeclared(earlier - 1, tools!.tools[tool.index]) {
        found = value
      }
    }
    return found ?? first
  }

  /// The arguments of a call.
  ///
  /// - Parameter tool: a key that this tool declares holds one argument, unless it holds an object.
  func argumentsMember(_ node: Int, of tool: ToolTable.Tool? = nil) -> Int? {
    for key in Wrapper.arguments {
      guard let value = tape.member(key, of: node) else { continue }
      if tape.kind(value) != .object, isDeclared(value - 1, tool) { continue }
      return value
    }
    return nil
  }

  /// The arguments in `{"f": {…}}`: the object, or what is under its only key if that says so.
  /// nil where it has members that the tool does not declare.
  mutating func arguments(under name: Int, _ object: Int) -> Int? {
    guard let tool = tool(name), tool.schema != nil else { return object }
    let keys = Array(tape.children(of: object))
    if keys.allSatisfy({ isDeclared($0, tool) }) { return object }
    if keys.count == 1, let inner = argumentsMember(object), tape.kind(inner) == .object {
      return inner
    }
    return nil
  }

  /// The declaration of a tool, repeated from the prompt: its parameters are a schema.
  func isDeclaration(_ node: Int) -> Bool {
    guard let parameters = argumentsMember(node), tape.kind(parameters) == .object,
      let properties = tape.member("properties", of: parameters),
      tape.kind(properties) == .object, tape.member("type", of: parameters) != nil
    else { return false }
    return tape.member("description", of: node) != nil
      || tape.member("required", of: parameters) != nil
  }

  /// What someone else said in a dialogue: the result of a tool, the user's words.
  func isForeignMessage(_ node: Int) -> Bool {
    guard let role = tape.member("role", of: node), tape.kind(role) == .string,
      tape.member("content", of: node) != nil
    else { return false }
    return StringText.decode(tape, role) != Array("assistant".utf8)
  }

  /// Whether the arguments are a call themselves.
  mutating func isCall(_ arguments: Int, _ tool: ToolTable.Tool?) -> Bool {
    guard tools != nil, tape.kind(arguments) == .object, argumentsMember(arguments) != nil,
      let name = nameMember(arguments)
    else { return false }
    return resolves(name) && !isDeclared(name - 1, tool)
  }

  /// The tool that a string names.
  mutating func tool(_ name: Int) -> ToolTable.Tool? {
    guard let tools, let match = resolve(name) else { return nil }
    return tools.tools[match.index]
  }

  /// Whether the tool declares a parameter of that name, give or take its spelling.
  func isDeclared(_ key: Int, _ tool: ToolTable.Tool?) -> Bool {
    guard let tool else { return false }
    let name = StringText.decode(tape, key)
    if tool.parameters.contains(where: { $0.name == name }) { return true }
    let folded = Folding.words(name)
    return !folded.isEmpty && tool.parameters.contains { Folding.words($0.name) == folded }
  }

  /// Members that only say which call it is.
  func isIdentity(_ key: Int) -> Bool {
    switch tape.kind(key + 1) {
    case .string, .number, .null: break
    default: return false
    }
    return Wrapper.identities.contains(StringText.decode(tape, key))
  }

  /// Members of a flat call that are neither its name nor an argument.
  func isMeta(_ key: Int) -> Bool {
    let name = StringText.decode(tape, key)
    let value = key + 1
    if tape.kind(value) == .null { return true }
    guard tape.kind(value) == .string else { return false }
    let text = StringText.decode(tape, value)
    return name == Array("type".utf8) && text == Array("function".utf8)
      || name == Array("id".utf8) && text.starts(with: Array("call_".utf8))
  }

  /// Words to the reader, under a key that says so.
  func isRemark(_ key: Int) -> Bool {
    isThought(key)
      || tape.kind(key + 1) == .string && Wrapper.remarks.contains(StringText.decode(tape, key))
  }

  /// What the model thought before it called.
  func isThought(_ key: Int) -> Bool {
    tape.kind(key + 1) == .string && Wrapper.thoughts.contains(StringText.decode(tape, key))
  }

  func isEmpty(_ node: Int) -> Bool {
    switch tape.kind(node) {
    case .null: true
    case .array, .object: tape.count(of: node) == 0
    case .string: tape.text(node).isEmpty
    default: false
    }
  }

  private static let identities: Set<[UInt8]> = Set(
    ["id", "type", "index"].map { Array($0.utf8) })

  private static let thoughts: Set<[UInt8]> = Set(
    [
      "thought", "thoughts", "thinking", "reasoning", "rationale", "explanation", "analysis",
      "plan",
    ].map { Array($0.utf8) })

  private static let remarks: Set<[UInt8]> = Set(
    [
      "content", "comment", "text", "message", "description", "note", "role", "call_id",
      "tool_call_id",
    ].map { Array($0.utf8) })
}
