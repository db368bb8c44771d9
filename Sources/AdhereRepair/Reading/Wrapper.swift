import AdhereJSON

/// Finds the calls in a JSON value, whatever it is wrapped in, and brings them into the form
/// `{"name":…,"arguments":{…}}`.
///
/// The shapes: one call or a list; `arguments`, `parameters`, `args` …; `{"tool_calls":[…]}`;
/// OpenAI's `{"type":"function","function":{…}}`; `{"f":{…}}`; `["f",{…}]`;
/// `{"name":"f","a":1}`; the call as a string, `"f(a=1)"`.
struct Wrapper {
  let tape: Tape
  let tools: ToolTable?
  private(set) var pieces: PieceList
  /// Calls found.
  private(set) var count = 0
  /// Indices of the tools that are called.
  private(set) var called: Set<Int> = []
  /// A call that names no offered tool.
  private(set) var unknown: [[UInt8]] = []
  /// Anything beside calls: then the value is data that merely looks like one.
  private(set) var foreign = false
  private(set) var used = RuleSet()
  private var resolved: (node: Int, tool: (index: Int, isExact: Bool)?)?
  /// Every call says `name` and `arguments`, the latter as an object: what is wanted, give
  /// or take a wrapper.
  private(set) var isNative = true
  /// The value is a list: its brackets are kept out of the changes.
  let isList: Bool

  init(_ tape: Tape, tools: ToolTable?) {
    self.tape = tape
    self.tools = tools
    isList = tape.kind(0) == .array && !Wrapper.isPair(tape, 0, tools)
    pieces = PieceList(
      tape.bytes, from: Int(tape[0].start) + (isList ? 1 : 0), rule: .callEnvelope)
  }

  /// Reads the value. nil where it holds no call of an offered tool, or holds more than calls.
  ///
  /// The changes leave `call,call,…`, inside the brackets of a list where the value is one.
  static func read(_ tape: Tape, tools: ToolTable?) -> (changes: [Change], wrapper: Wrapper)? {
    var wrapper = Wrapper(tape, tools: tools)
    wrapper.visit(0)
    guard wrapper.count > 0, !wrapper.foreign else { return nil }
    let changes = wrapper.pieces.finish(at: Int(tape[0].end) - (wrapper.isList ? 1 : 0))
    return (changes, wrapper)
  }

  /// Names of tools that the value calls and that were not offered.
  static func unknownTools(_ tape: Tape, tools: ToolTable?) -> [[UInt8]] {
    var wrapper = Wrapper(tape, tools: tools)
    wrapper.visit(0)
    return wrapper.unknown
  }

  // MARK: - Shapes

  /// Depth of wrappers looked into; calls do not lie deeper.
  private static let maximumDepth = 8

  private mutating func visit(_ node: Int, depth: Int = 0) {
    guard depth < Wrapper.maximumDepth else {
      foreign = true
      return
    }
    switch tape.kind(node) {
    case .array: visitArray(node, depth)
    case .object: visitObject(node, depth)
    case .string: visitString(node)
    default: foreign = true
    }
  }

  private mutating func visitArray(_ node: Int, _ depth: Int) {
    if Wrapper.isPair(tape, node, tools) {
      isNative = false
      emit(name: node + 1, arguments: tape.next(after: node + 1), whole: nil)
      return
    }
    if tape.count(of: node) == 0, depth == 0 { foreign = true }
    if let pairs = alternating(node) {
      isNative = false
      for name in pairs { emit(name: name, arguments: tape.next(after: name), whole: nil) }
      return
    }
    for child in tape.children(of: node) {
      if tape.kind(child) == .string, isProse(child) {
        // A remark in a list of calls. Alone it makes no list of calls.
        note(RuleSet(.stripProse))
      } else {
        visit(child, depth: depth + 1)
      }
    }
  }

  /// `["f", {…}, "g", {…}]`: the names, each followed by its arguments.
  private mutating func alternating(_ node: Int) -> [Int]? {
    guard tools != nil, tape.count(of: node) >= 4, tape.count(of: node).isMultiple(of: 2) else {
      return nil
    }
    var names: [Int] = []
    for (i, child) in tape.children(of: node).enumerated() {
      if i.isMultiple(of: 2) {
        guard tape.kind(child) == .string, resolves(child) else { return nil }
        names.append(child)
      } else if tape.kind(child) != .object {
        return nil
      }
    }
    return names
  }

  /// Text that cannot be a call: several words, and no parenthesis behind the first.
  private func isProse(_ node: Int) -> Bool {
    let text = tape.text(node)
    guard let space = text.firstIndex(of: 0x20) else { return false }
    return !text[..<space].contains(UInt8(ascii: "("))
  }

  /// `["f", {…}]`
  private static func isPair(_ tape: Tape, _ node: Int, _ tools: ToolTable?) -> Bool {
    guard let tools, tape.count(of: node) == 2, tape.kind(node + 1) == .string,
      tape.kind(tape.next(after: node + 1)) == .object
    else { return false }
    return tools.resolve(StringText.decode(tape, node + 1)) != nil
  }

  private mutating func visitObject(_ node: Int, _ depth: Int) {
    if let inner = wrapped(node) {
      visit(inner, depth: depth + 1)
      return
    }
    if let name = nameMember(node) {
      visitNamed(node, name)
      return
    }
    // {"f": {…}, "g": {…}}
    guard tools != nil, tape.count(of: node) > 0 else {
      foreign = true
      return
    }
    for key in tape.children(of: node) {
      guard resolves(key), tape.kind(key + 1) == .object || tape.kind(key + 1) == .array else {
        foreign = true
        return
      }
    }
    isNative = false
    for key in tape.children(of: node) {
      if tape.kind(key + 1) == .array {
        // {"f": [{…}, {…}]}: one call an element.
        for element in tape.children(of: key + 1) {
          guard tape.kind(element) == .object else {
            foreign = true
            return
          }
          emit(name: key, arguments: element, whole: nil, movesName: true)
        }
      } else {
        emit(name: key, arguments: key + 1, whole: nil)
      }
    }
  }

  /// The value under a key that only wraps calls.
  private mutating func wrapped(_ node: Int) -> Int? {
    for key: StaticString in [
      "tool_calls", "function_call", "function_calls", "tool_call", "tool_uses", "calls",
      "functions", "actions", "function", "toolCall", "functionCall", "invoke",
    ] {
      guard let value = tape.member(key, of: node) else { continue }
      switch tape.kind(value) {
      case .array, .object: return value
      default: continue
      }
    }
    // Whatever the key: an object that holds nothing but a list.
    if tape.count(of: node) == 1, tape.kind(node + 2) == .array, !resolves(node + 1) {
      return node + 2
    }
    return nil
  }

  private func nameMember(_ node: Int) -> Int? {
    for key: StaticString in [
      "name", "function", "tool", "tool_name", "function_name", "func", "recipient_name", "api",
      "action", "toolName", "call",
    ] {
      if let value = tape.member(key, of: node), tape.kind(value) == .string { return value }
    }
    return nil
  }

  private func argumentsMember(_ node: Int) -> Int? {
    for key: StaticString in [
      "arguments", "parameters", "args", "params", "input", "kwargs", "tool_input",
      "action_input", "argument", "parameter", "inputs", "properties",
    ] {
      if let value = tape.member(key, of: node) { return value }
    }
    return nil
  }

  /// The declaration of a tool, repeated from the prompt: its parameters are a schema.
  private func isDeclaration(_ node: Int) -> Bool {
    guard let parameters = argumentsMember(node), tape.kind(parameters) == .object,
      let properties = tape.member("properties", of: parameters),
      tape.kind(properties) == .object, tape.member("type", of: parameters) != nil
    else { return false }
    return tape.member("description", of: node) != nil
      || tape.member("required", of: parameters) != nil
  }

  private mutating func visitNamed(_ node: Int, _ name: Int) {
    if isDeclaration(node) {
      foreign = true
      return
    }
    guard resolves(name) || isNear(node, name) else {
      if argumentsMember(node) != nil { unknown.append(StringText.decode(tape, name)) }
      foreign = true
      return
    }
    guard let arguments = argumentsMember(node) else {
      visitFlat(node, name)
      return
    }
    let hasNames =
      tape.member("name", of: node) == name && tape.member("arguments", of: node) == arguments
    if !hasNames || tape.kind(arguments) != .object { isNative = false }
    // Exactly {"name","arguments"}, in either order: nothing to change.
    let isWhole = hasNames && tape.count(of: node) == 2
    let near = resolves(name) ? nil : nearest(node, name)
    emit(name: name, arguments: arguments, whole: isWhole ? node : nil, tool: near)
  }

  /// A misspelt name with the arguments of one offered tool.
  private func isNear(_ node: Int, _ name: Int) -> Bool { nearest(node, name) != nil }

  private func nearest(_ node: Int, _ name: Int) -> Int? {
    guard let tools, let arguments = argumentsMember(node) else { return nil }
    return tools.nearest(StringText.decode(tape, name), arguments: arguments, in: tape)
  }

  /// `{"name":"f","a":1,"b":2}`: all other members are arguments.
  private mutating func visitFlat(_ node: Int, _ name: Int) {
    beginCall()
    note(RuleSet(.flatArguments))
    pieces.put(Text.callOpen)
    pieces.put(toolName(name))
    pieces.put(Text.argumentsKey)
    pieces.put([UInt8(ascii: "{")])
    var isFirst = true
    for key in tape.children(of: node) where key + 1 != name {
      if isMeta(key) { continue }
      if !isFirst { pieces.put(Text.comma) }
      pieces.keep(tape.span(key).lowerBound..<tape.span(key + 1).upperBound)
      isFirst = false
    }
    pieces.put(Text.closeBraces)
    isNative = false
  }

  /// Members of a call that are neither its name nor an argument.
  private func isMeta(_ key: Int) -> Bool {
    let name = StringText.decode(tape, key)
    return name == Array("type".utf8) && StringText.decode(tape, key + 1) == Array("function".utf8)
      || name == Array("id".utf8) && tape.kind(key + 1) == .string
        && StringText.decode(tape, key + 1).starts(with: Array("call_".utf8))
  }

  // MARK: - Output

  /// A rule takes part in what is written next.
  private mutating func note(_ rules: RuleSet) {
    used.formUnion(rules)
    pieces.note(rules)
  }

  private mutating func resolves(_ node: Int) -> Bool {
    tools == nil || resolve(node) != nil
  }

  /// The tool that a string names. A name is looked up more than once on the way.
  private mutating func resolve(_ node: Int) -> (index: Int, isExact: Bool)? {
    if let resolved, resolved.node == node { return resolved.tool }
    let tool = tools?.resolve(StringText.decode(tape, node))
    resolved = (node, tool)
    return tool
  }

  /// The tool's name as a JSON string.
  private mutating func toolName(_ node: Int) -> [UInt8] {
    guard let tools, let match = resolve(node) else { return Array(tape.source(node)) }
    called.insert(match.index)
    if !match.isExact { note(RuleSet(.toolName)) }
    return tools.tools[match.index].quotedName
  }

  /// The name of the tool that a misspelt one means.
  private mutating func nearName(_ tool: Int) -> [UInt8] {
    called.insert(tool)
    note(RuleSet(.nearestTool))
    return tools!.tools[tool].quotedName
  }

  private mutating func beginCall() {
    if count > 0 { pieces.put(Text.comma) }
    count += 1
  }

  private mutating func emit(
    name: Int, arguments: Int, whole: Int?, movesName: Bool = false, tool: Int? = nil
  ) {
    let writtenName: [UInt8]
    if let tool { writtenName = nearName(tool) } else { writtenName = toolName(name) }
    let sameName = writtenName.elementsEqual(tape.source(name))
    if let whole, sameName, tape.kind(arguments) == .object {
      beginCall()
      pieces.keep(tape.span(whole))
      return
    }
    if !sameName { isNative = false }
    guard let text = argumentText(arguments) else {
      foreign = true
      return
    }
    beginCall()
    let keepsArguments = tape.kind(arguments) == .object
    func putArguments(_ pieces: inout PieceList) {
      if keepsArguments { pieces.keep(tape.span(arguments)) } else { pieces.put(text) }
    }
    if name < arguments, !movesName {
      pieces.put(Text.callOpen)
      if sameName { pieces.keep(tape.span(name)) } else { pieces.put(writtenName) }
      pieces.put(Text.argumentsKey)
      putArguments(&pieces)
    } else if movesName {
      pieces.put(Text.callOpen + writtenName + Text.argumentsKey)
      putArguments(&pieces)
    } else {
      pieces.put(Text.argumentsOpen)
      putArguments(&pieces)
      pieces.put(Text.nameKey)
      if sameName { pieces.keep(tape.span(name)) } else { pieces.put(writtenName) }
    }
    pieces.put(Text.closeBrace)
  }

  /// Arguments that are no object: a string that holds one, nothing at all.
  private mutating func argumentText(_ node: Int) -> [UInt8]? {
    switch tape.kind(node) {
    case .object: return []
    case .null:
      note(RuleSet(.emptyArguments))
      return Text.emptyObject
    case .array where tape.count(of: node) == 0:
      note(RuleSet(.emptyArguments))
      return Text.emptyObject
    case .string:
      let inner = StringText.decode(tape, node)
      if inner.allSatisfy({ $0 <= 0x20 }) {
        note(RuleSet(.emptyArguments))
        return Text.emptyObject
      }
      guard let read = RelaxedText.read(inner), read.text.first == UInt8(ascii: "{") else {
        return nil
      }
      note(RuleSet(.stringifiedArguments))
      note(read.used)
      return read.text
    default: return nil
    }
  }

  /// `"f(a=1)"`, or a string that holds a call as JSON.
  private mutating func visitString(_ node: Int) {
    let inner = StringText.decode(tape, node)
    guard let read = RelaxedText.readCalls(inner, tools: tools) else {
      foreign = true
      return
    }
    isNative = false
    note(RuleSet(.quotedCall))
    note(read.used)
    for call in read.calls {
      beginCall()
      pieces.put(call)
    }
  }
}
