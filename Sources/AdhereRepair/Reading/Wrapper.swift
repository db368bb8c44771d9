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
  var pieces: PieceList
  /// Calls found.
  private(set) var count = 0
  /// Indices of the tools that are called.
  private(set) var called: Set<Int> = []
  /// A call that names no offered tool.
  private(set) var unknown: [[UInt8]] = []
  /// Anything beside calls: then the value is data that merely looks like one.
  var foreign = false
  /// Names an offered tool as a call does, with something that a call does not hold.
  private(set) var isRefused = false
  private(set) var used = RuleSet()
  private var resolved: (node: Int, tool: (index: Int, isExact: Bool)?)?
  /// Every call says `name` and `arguments`, the latter as an object: what is wanted, give
  /// or take a wrapper.
  var isNative = true
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

  /// What is to be said of a value that is no list of calls: the tools that it calls and that
  /// were not offered, and whether it calls one that was, in a way that is not understood.
  static func rest(_ tape: Tape, tools: ToolTable?) -> (unknown: [[UInt8]], isRefused: Bool) {
    var wrapper = Wrapper(tape, tools: tools)
    wrapper.visit(0)
    // A list that calls a tool, and holds something besides that is no call at all.
    let isMixed =
      tape.kind(0) == .array && wrapper.foreign && wrapper.count > 0 && wrapper.unknown.isEmpty
    return (wrapper.unknown, wrapper.isRefused || isMixed)
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
    if isForeignMessage(node) {
      foreign = true
      return
    }
    if visitSplit(node) { return }
    if let (inner, isKnown) = wrapped(node) {
      let before = count
      if !isKnown, tape.kind(inner) == .object, nameMember(inner) == nil {
        visitKeyed(node)
        return
      }
      visit(inner, depth: depth + 1)
      // Under any other key a list of calls may be one of calls that were not made.
      if !isKnown, count > before { refuse() }
      leaveOut(node, except: [inner - 1], of: nil)
      return
    }
    if let name = nameMember(node) {
      visitNamed(node, name)
      return
    }
    visitKeyed(node)
  }

  /// `{"f": {…}, "g": {…}}`
  private mutating func visitKeyed(_ node: Int) {
    guard tools != nil, tape.count(of: node) > 0 else {
      foreign = true
      return
    }
    let keys = tape.children(of: node).filter { !isThought($0) || resolves($0) }
    guard !keys.isEmpty,
      keys.allSatisfy({
        resolves($0) && (tape.kind($0 + 1) == .object || tape.kind($0 + 1) == .array)
      })
    else {
      foreign = true
      // A call, and something beside it.
      isRefused =
        isRefused
        || keys.contains {
          resolves($0) && tape.kind($0 + 1) == .object && tape.count(of: $0 + 1) > 0
            && arguments(under: $0, $0 + 1) != nil
        }
      return
    }
    isNative = false
    if keys.count < tape.count(of: node) { note(RuleSet(.stripProse)) }
    for key in keys {
      let isList = tape.kind(key + 1) == .array
      // {"f": [{…}, {…}]}: one call an element.
      for element in isList ? Array(tape.children(of: key + 1)) : [key + 1] {
        guard tape.kind(element) == .object else {
          foreign = true
          return
        }
        guard let arguments = arguments(under: key, element) else {
          refuse()
          return
        }
        emit(name: key, arguments: arguments, whole: nil, movesName: isList)
      }
    }
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
    let tool = tool(name)
    guard let arguments = argumentsMember(node, of: tool) else {
      visitFlat(node, name)
      return
    }
    let hasNames =
      tape.member("name", of: node) == name && tape.member("arguments", of: node) == arguments
    if !hasNames || tape.kind(arguments) != .object { isNative = false }
    // Exactly {"name","arguments"}, in either order: nothing to change.
    let isWhole = hasNames && tape.count(of: node) == 2
    // What has the form wanted is judged as it is, whatever its arguments look like.
    if !isWhole, isCall(arguments, tool) {
      refuse()
      return
    }
    let near = resolves(name) ? nil : nearest(node, name)
    leaveOut(node, except: [name - 1, arguments - 1], of: tool)
    emit(name: name, arguments: arguments, whole: isWhole ? node : nil, tool: near)
  }

  /// A misspelt name with the arguments of one offered tool.
  private func isNear(_ node: Int, _ name: Int) -> Bool { nearest(node, name) != nil }

  private func nearest(_ node: Int, _ name: Int) -> (index: Int, rule: Rule)? {
    guard let tools, let arguments = argumentsMember(node) else { return nil }
    return tools.nearest(StringText.decode(tape, name), arguments: arguments, in: tape)
  }

  /// `{"name":"f","a":1,"b":2}`: all other members are arguments, and the tool declares each.
  private mutating func visitFlat(_ node: Int, _ name: Int) {
    let tool = tool(name)
    var arguments: [Int] = []
    for key in tape.children(of: node) where key + 1 != name {
      if isDeclared(key, tool) || tool.map({ $0.schema == nil }) ?? isOtherKey(name) {
        arguments.append(key)
      } else if !isMeta(key), !isThought(key) {
        // Data under a tool's name, or an argument that the tool does not have.
        if tool == nil || tape.member("description", of: node) != nil {
          foreign = true
        } else {
          refuse()
        }
        return
      }
    }
    beginCall()
    note(RuleSet(.flatArguments))
    pieces.put(Text.callOpen)
    pieces.put(toolName(name))
    pieces.put(Text.argumentsKey)
    pieces.put([UInt8(ascii: "{")])
    for (i, key) in arguments.enumerated() {
      if i > 0 { pieces.put(Text.comma) }
      pieces.keep(tape.span(key).lowerBound..<tape.span(key + 1).upperBound)
    }
    pieces.put(Text.closeBraces)
    isNative = false
  }

  /// Where the tools are not known, `name` may be anyone's; other keys say that it is a tool's.
  private func isOtherKey(_ name: Int) -> Bool {
    StringText.decode(tape, name - 1) != Array("name".utf8)
  }

  /// The value calls a tool, and in a way that is not understood.
  private mutating func refuse() {
    isRefused = true
    foreign = true
  }

  /// Looks at the members of a call that are neither its name nor its arguments. What says
  /// nothing is left out; anything else means that the call was not understood.
  mutating func leaveOut(_ node: Int, except: [Int], of tool: ToolTable.Tool?) {
    guard tape.count(of: node) > except.count else { return }
    for key in tape.children(of: node) where !except.contains(key) {
      if isDeclared(key, tool) {
        refuse()
      } else if isIdentity(key) {
        continue
      } else if isEmpty(key + 1) || isRemark(key) {
        note(RuleSet(.stripProse))
        isNative = false
      } else {
        refuse()
      }
    }
  }

  // MARK: - Output

  /// A rule takes part in what is written next.
  mutating func note(_ rules: RuleSet) {
    used.formUnion(rules)
    pieces.note(rules)
  }

  mutating func resolves(_ node: Int) -> Bool {
    tools == nil || resolve(node) != nil
  }

  /// The tool that a string names. A name is looked up more than once on the way.
  mutating func resolve(_ node: Int) -> (index: Int, isExact: Bool)? {
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
  private mutating func nearName(_ tool: (index: Int, rule: Rule)) -> [UInt8] {
    called.insert(tool.index)
    note(RuleSet(tool.rule))
    return tools!.tools[tool.index].quotedName
  }

  mutating func beginCall() {
    if count > 0 { pieces.put(Text.comma) }
    count += 1
  }

  mutating func emit(
    name: Int, arguments: Int, whole: Int?, movesName: Bool = false,
    tool: (index: Int, rule: Rule)? = nil
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
      if tools != nil { refuse() } else { foreign = true }
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
}
