import AdhereJSON

/// Judges rows of one target: by the target's documented rules, and by what no provider's own
/// check looks at, the calls against their tools.
///
/// The export sends every row it has written through it; `adhere export lint` sends those of
/// others.
final class RowChecker {
  let target: Target
  private let declaredTools = DeclaredToolsCache()
  /// The tools that the row was written with; nil for rows of others.
  private var writtenTools: ToolList?
  let inner = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
  private(set) var problems: [RowProblem] = []
  /// The messages that are checked are an answer that the row rejects.
  private(set) var isRejectedSide = false
  var tape = Tape(bytes: [], nodes: [], count: 0)

  /// Python's readers, which trainers are made of, give up not far above.
  static let maximumDepth = 256

  init(_ target: Target) { self.target = target }

  /// What is wrong with the row; nothing, as a rule.
  ///
  /// - Parameters:
  ///   - duplicateKey: the first key that repeats one of its object.
  ///   - tools: the tools that the row was written with, where that is known: their schemas are
  ///     compiled already.
  func check(_ tape: Tape, duplicateKey: Int? = nil, tools: ToolList? = nil) -> [RowProblem] {
    problems.removeAll(keepingCapacity: true)
    self.tape = tape
    writtenTools = tools
    guard tape.kind(0) == .object else {
      error("file", nil, "a line must be one JSON object")
      return problems
    }
    if let duplicateKey {
      error("file", duplicateKey, "the key \"\(tape.string(duplicateKey))\" stands twice")
    }
    text()
    columns()
    if target.goesThroughDatasets { numbers() }
    switch target.layout {
    case .messages, .completion, .reference: conversation()
    case .outputs: outputs()
    case .chosen: chosen()
    case .labelled: labelled()
    case .contents: contents()
    case .evaluation: evaluation()
    case .testCase: testCase()
    }
    return problems
  }

  // MARK: - Problems

  func error(_ rule: String, _ node: Int?, _ message: String) {
    problems.append(
      RowProblem(
        .error, path: node.map { tape.pointer(to: $0).description }, rule: rule, message: message))
  }

  func warning(_ rule: String, _ node: Int?, _ message: String) {
    problems.append(
      RowProblem(
        .warning, path: node.map { tape.pointer(to: $0).description }, rule: rule, message: message)
    )
  }

  /// The tools that a list declares.
  ///
  /// - Parameter list: JSON text.
  func declaredTools(_ list: UnsafeBufferPointer<UInt8>) -> DeclaredTools {
    writtenTools?.declared(as: list) ?? declaredTools.tools(Array(list))
  }

  // MARK: - Every row

  /// Lone surrogates: JSON can escape them, UTF-8 cannot encode them, and Python fails on writing
  /// them.
  private func text() {
    for index in 0..<tape.count where tape[index].hasEscapes {
      let kind = tape.kind(index)
      guard kind == .string || kind == .key, RowChecker.hasSurrogate(tape, index) else { continue }
      error("file", index, "a lone surrogate escape has no UTF-8")
    }
  }

  static func hasSurrogate(_ tape: Tape, _ index: Int) -> Bool {
    let bytes = StringText.decode(tape, index)
    var i = 0
    while i + 1 < bytes.count {
      if bytes[i] == 0xED, bytes[i + 1] >= 0xA0 { return true }
      i += 1
    }
    return false
  }

  private func numbers() {
    for index in 0..<tape.count
    where tape.kind(index) == .number && !PlainNumbers.holds(tape, index, throughDatasets: true) {
      error("numbers", index, "Hugging Face datasets reads another number here, as 0 for 8.854e-12")
    }
  }

  private func columns() {
    if let columns = target.form.columns {
      for key in tape.children(of: 0) {
        let name = tape.string(key)
        if !columns.contains(name) {
          error(
            "columns", key,
            "the column \"\(name)\" is not accepted; accepted are \(columns.joined(separator: ", "))"
          )
        }
      }
    }
    if target.layout != .contents, let weight = tape.member("weight", of: 0) {
      if tape.kind(weight) != .number || tape[weight].isNegative {
        error("weight", weight, "the weight of a row must be a number, 0 or more")
      }
    }
  }

  // MARK: - Layouts

  private func conversation() {
    if tape.member("messages", of: 0) == nil, target.trainer.readsThroughDatasets {
      completion()
      return
    }
    let older = target.trainer.olderNames
    let olderMessages = older.flatMap { tape.member($0.messages, of: 0) }
    guard let messages = tape.member("messages", of: 0) ?? olderMessages else {
      error("columns", nil, "the column messages is missing")
      return
    }
    let olderTools = older.flatMap { tape.member($0.tools, of: 0) }
    let tools = checkTools(tape.member("tools", of: 0) ?? olderTools)
    if let functions = tape.present("functions", of: 0) {
      if !tools.isEmpty { error("columns", functions, "functions and tools must not be mixed") }
      if tape.kind(functions) != .array || !(1...128).contains(tape.count(of: functions)) {
        error("tools", functions, "functions must be a list of 1 to 128")
      }
    }
    let parallel = tape.member("parallel_tool_calls", of: 0)
    if let parallel, tape.kind(parallel) != .true, tape.kind(parallel) != .false {
      error("columns", parallel, "parallel_tool_calls must be true or false")
    }
    if target.kind == .reinforcement {
      _ = checkMessages(
        messages, needsAssistant: false, last: target.trainer.wantsUserLast ? "user" : nil)
      return
    }
    let last: StaticString? = target.trainer.readsThroughDatasets ? nil : "assistant"
    guard checkMessages(messages, needsAssistant: true, last: last) else { return }
    if allWeightsAreZero(messages) {
      error("weight", messages, "every assistant message has weight 0: nothing is learnt")
    }
    if tape.present("functions", of: 0) == nil { checkCalls(messages, tools) }
    checkPairing(messages)
    if target.trainer.checksParallelCalls, let parallel, tape.kind(parallel) == .false {
      for message in tape.children(of: messages) {
        if let calls = tape.present("tool_calls", of: message), tape.count(of: calls) > 1 {
          error("tool_calls", calls, "several calls although parallel_tool_calls is false")
        }
      }
    }
  }

  /// The forms without `messages` that Hugging Face `datasets` reads.
  private func completion() {
    guard let prompt = tape.member("prompt", of: 0),
      let completion = tape.member("completion", of: 0)
    else {
      if tape.member("text", of: 0) == nil {
        error("columns", nil, "messages, or prompt and completion, or text must be there")
      }
      return
    }
    let tools = checkTools(tape.member("tools", of: 0))
    if (tape.kind(prompt) == .string) != (tape.kind(completion) == .string) {
      error("columns", completion, "prompt and completion must both be text or both messages")
    } else if tape.kind(prompt) != .string {
      let isFine = checkMessages(prompt, needsAssistant: false, last: nil)
      if checkMessages(completion, needsAssistant: true, last: nil), isFine {
        checkCalls(completion, tools)
      }
    }
  }

  private func outputs() {
    guard let input = tape.member("input", of: 0), tape.kind(input) == .object else {
      error("columns", tape.member("input", of: 0), "input must be an object")
      return
    }
    for key in tape.children(of: input) {
      let name = tape.string(key)
      if !["messages", "tools", "parallel_tool_calls"].contains(name) {
        error("columns", key, "input.\(name) is not accepted")
      }
    }
    let tools = checkTools(tape.member("tools", of: input))
    if let messages = tape.member("messages", of: input) {
      if checkMessages(messages, needsAssistant: false, last: nil) { checkPairing(messages) }
    } else {
      error("messages", input, "input.messages is missing")
    }
    var sides: [Int] = []
    let keys: [(StaticString, isPreferred: Bool)] = [
      ("preferred_output", true), ("non_preferred_output", false),
    ]
    for (key, isPreferred) in keys {
      guard let side = tape.member(key, of: 0), tape.kind(side) == .array,
        tape.count(of: side) == 1, tape.kind(side + 1) == .object,
        let role = tape.member("role", of: side + 1), tape.isString("assistant", at: role)
      else {
        error("output", tape.member(key, of: 0), "\(key) must be a list of one assistant message")
        continue
      }
      if !target.trainer.takesNullInOutputs, let content = tape.member("content", of: side + 1),
        tape.kind(content) == .null
      {
        error("content", content, "null is refused here: leave content out, or write \"\"")
      }
      isRejectedSide = !isPreferred
      if checkMessages(side, needsAssistant: true, last: nil) { sides.append(side) }
      isRejectedSide = false
      if isPreferred { checkCalls(side, tools) } else { checkRejected(side) }
    }
    if sides.count == 2, same(sides[0], sides[1]) {
      error("gap-pair", sides[1], "both outputs are the same answer")
    }
  }

  private func chosen() {
    let tools = checkTools(tape.member("tools", of: 0))
    guard let chosen = tape.member("chosen", of: 0), let rejected = tape.member("rejected", of: 0)
    else {
      error("columns", nil, "chosen and rejected must be there")
      return
    }
    let prompt = tape.member("prompt", of: 0)
    if prompt == nil { warning("columns", nil, "a prompt of its own is recommended") }
    let fields = [prompt, chosen, rejected].compactMap { $0 }
    guard sameForm(fields) else { return }
    if tape.kind(chosen) == .string {
      if tape.string(chosen) == tape.string(rejected) {
        error("gap-pair", rejected, "chosen and rejected are the same answer")
      }
      return
    }
    for field in fields {
      isRejectedSide = field == rejected
      let isFine = checkMessages(field, needsAssistant: field != prompt, last: nil)
      isRejectedSide = false
      if isFine, field == rejected { checkRejectedText(field) }
      if isFine, field == chosen { checkCalls(field, tools) }
      if isFine, field == prompt { checkPairing(field) }
    }
    if same(chosen, rejected) {
      error("gap-pair", rejected, "chosen and rejected are the same answer")
    }
  }

  private func labelled() {
    let tools = checkTools(tape.member("tools", of: 0))
    guard let prompt = tape.member("prompt", of: 0),
      let completion = tape.member("completion", of: 0), let label = tape.member("label", of: 0)
    else {
      error("columns", nil, "prompt, completion and label must be there")
      return
    }
    if tape.kind(label) != .true, tape.kind(label) != .false {
      error("label", label, "label must be true or false")
    }
    guard sameForm([prompt, completion]), tape.kind(prompt) != .string else { return }
    if checkMessages(prompt, needsAssistant: false, last: nil) { checkPairing(prompt) }
    isRejectedSide = tape.kind(label) == .false
    if checkMessages(completion, needsAssistant: true, last: nil) {
      if tape.kind(label) == .true { checkCalls(completion, tools) }
      if isRejectedSide { checkRejectedText(completion) }
    }
    isRejectedSide = false
  }

  private func sameForm(_ fields: [Int]) -> Bool {
    let texts = fields.filter { tape.kind($0) == .string }.count
    if texts == 0 || texts == fields.count { return true }
    error("columns", fields.last, "the fields must be all text or all lists of messages")
    return false
  }

  private func evaluation() {
    if tape.member("acceptance", of: 0) == nil {
      error("columns", nil, "acceptance must be there")
    }
    if tape.present("messages", of: 0) == nil, tape.present("prompt", of: 0) == nil {
      error("columns", nil, "messages or prompt must be there")
    }
    guard let acceptance = tape.member("acceptance", of: 0),
      let calls = tape.present("calls", of: acceptance), let tools = tape.present("tools", of: 0)
    else { return }
    let declared = declaredTools(tape.source(tools))
    for call in tape.children(of: calls) { checkCall(call, declared) }
  }

  private func testCase() {
    if tape.member("vars", of: 0).flatMap({ tape.present("messages", of: $0) }) == nil {
      error("columns", nil, "vars/messages must be there: what is asked?")
    }
    guard let list = tape.present("assert", of: 0), tape.kind(list) == .array,
      tape.count(of: list) > 0
    else {
      return error("columns", nil, "assert must be a list of assertions: without any, all passes")
    }
    for item in tape.children(of: list)
    where tape.kind(item) != .object || tape.present("type", of: item) == nil {
      error("columns", item, "an assertion is an object with a type")
    }
  }

  private func allWeightsAreZero(_ messages: Int) -> Bool {
    var assistants = 0
    for message in tape.children(of: messages) where hasRole(message, "assistant") {
      assistants += 1
      if !hasWeightZero(message) { return false }
    }
    return assistants > 0
  }

  func hasRole(_ message: Int, _ role: StaticString) -> Bool {
    tape.member("role", of: message).map { tape.isString(role, at: $0) } ?? false
  }

  func hasWeightZero(_ message: Int) -> Bool {
    guard let weight = tape.member("weight", of: message), tape.kind(weight) == .number else {
      return false
    }
    return DecimalNumber(lexeme: tape.text(weight)).isZero
  }

  private func same(_ a: Int, _ b: Int) -> Bool {
    AnswerKey.form(tape, a, inner) == AnswerKey.form(tape, b, inner)
  }
}
