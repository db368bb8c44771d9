import AdhereJSON
import AdhereJudging
import AdhereRepair
import AdhereWire

/// The options of a contract, read from JSON. A name that is not known is an error: a slip would go
/// unnoticed otherwise.
struct Settings {
  enum Kind: String {
    case any, schema, tools, request
    case anyCall = "any-call"
  }

  var kind = Kind.schema
  var policy = Policy()
  var choice = ToolChoice.auto
  /// How calls are asked to be written; nil: any form.
  var form: Form?
  var assertFormats = false
  var counts = false
  var mode = StreamJudge.Mode.hold
  var abortPolicy = AbortPolicy.arguments

  init(_ json: [UInt8]) throws(InputError) {
    if json.isEmpty { return }
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json)
    } catch {
      throw InputError("the options are not JSON: \(error.message)", offset: error.offset)
    }
    do {
      try document.withTape { try take($0) }
    } catch {
      throw error as? InputError ?? InputError("\(error)")
    }
  }

  private mutating func take(_ tape: Tape) throws(InputError) {
    guard tape.kind(0) == .object else { throw InputError("the options must be a JSON object") }
    var allowed: [Rule] = []
    var denied: [Rule] = []
    for key in tape.children(of: 0) {
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      let value = key + 1
      let option = Option(tape: tape, node: value, name: name)
      switch name {
      case "kind": kind = try option.word()
      case "repair":
        let tier = try option.text()
        guard tier == "none" || Tier(rawValue: tier) != nil else {
          throw option.error("must be none, lossless, safe or guess")
        }
        policy = Policy(tier: Tier(rawValue: tier))
      case "allow": allowed = try option.rules()
      case "deny": denied = try option.rules()
      case "tool_choice":
        do { choice = try ToolChoice(tape, at: value) } catch { throw option.error(error.message) }
      case "form":
        let name = try option.text()
        guard let known = Form(rawValue: name) else { throw option.error(Form.unknown(name)) }
        form = known
      case "assert_formats": assertFormats = try option.flag()
      case "counts": counts = try option.flag()
      case "stream": mode = try option.word()
      case "abort": abortPolicy = try option.word()
      default: throw InputError("there is no option \"\(name)\"", offset: Int(tape[key].start))
      }
    }
    for rule in allowed { policy.allow(rule) }
    for rule in denied { policy.deny(rule) }
  }
}

/// The value of one option.
private struct Option {
  let tape: Tape
  let node: Int
  let name: String

  func error(_ message: String) -> InputError {
    InputError("option \"\(name)\": \(message)", offset: Int(tape[node].start))
  }

  func text() throws(InputError) -> String {
    guard tape.kind(node) == .string else { throw error("must be a string") }
    return String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  func flag() throws(InputError) -> Bool {
    switch tape.kind(node) {
    case .true: return true
    case .false: return false
    default: throw error("must be true or false")
    }
  }

  func word<Word: RawRepresentable<String>>() throws(InputError) -> Word {
    let text = try text()
    guard let word = Word(rawValue: text) else { throw error("\"\(text)\" is none of its words") }
    return word
  }

  func rules() throws(InputError) -> [Rule] {
    guard tape.kind(node) == .array else { throw error("must be a list of rules") }
    var rules: [Rule] = []
    for item in tape.children(of: node) {
      let id = try Option(tape: tape, node: item, name: name).text()
      guard let rule = Rule(id: id) else { throw error("there is no rule \"\(id)\"") }
      rules.append(rule)
    }
    return rules
  }
}
