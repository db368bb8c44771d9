import AdhereTestSupport

/// Writes calls as models write them.
enum Programs {
  static func render(_ sample: Sample, _ random: inout SplitMix64) -> String {
    let calls = sample.calls
    switch random.below(13) {
    case 0: return Notation.around(sample.tree.json, &random)
    case 1: return Notation.around(Notation.render(sample.tree, &random, bare: true), &random)
    case 2: return Notation.around("[" + list(calls, ", ", &random) + "]", &random)
    case 3: return Notation.around(list(calls, "\n", &random), &random, inSentence: false)
    case 4: return list(calls, "; ", &random)
    case 5:
      return calls.map { "<tool_call>\n\(json($0))\n</tool_call>" }.joined(separator: "\n")
    case 6: return "[TOOL_CALLS]" + sample.tree.json
    case 7:
      return calls.map { "\($0.name)\n\(JSONTree.object($0.arguments).json)" }
        .joined(separator: "\n")
    case 8:
      let pairs = calls.map {
        "[\(JSONTree.quoted($0.name)),\(JSONTree.object($0.arguments).json)]"
      }
      return "[" + pairs.joined(separator: ",") + "]"
    case 9:
      let keyed = calls.map { call in
        let key = random.pick(["parameters", "args", "params", "input"])
        return "{\"name\":\(JSONTree.quoted(call.name)),\"\(key)\":"
          + JSONTree.object(call.arguments).json + "}"
      }
      return Notation.around("[" + keyed.joined(separator: ", ") + "]", &random)
    case 10:
      let wrapped = calls.map { call in
        "{\"type\":\"function\",\"function\":{\"name\":\(JSONTree.quoted(call.name)),"
          + "\"arguments\":\(JSONTree.quoted(JSONTree.object(call.arguments).json))}}"
      }
      return "{\"tool_calls\":[" + wrapped.joined(separator: ",") + "]}"
    case 11:
      return "[" + calls.map { JSONTree.quoted(python($0, &random)) }.joined(separator: ", ") + "]"
    default:
      return calls.map { "<|tool_call|>\(json($0))" }.joined(separator: "\n")
    }
  }

  private typealias Call = (name: String, arguments: [JSONTree.Member])

  private static func json(_ call: Call) -> String {
    "{\"name\": \(JSONTree.quoted(call.name)), \"arguments\": "
      + JSONTree.object(call.arguments).json + "}"
  }

  private static func list(
    _ calls: [Call], _ separator: String, _ random: inout SplitMix64
  ) -> String {
    calls.map { python($0, &random) }.joined(separator: separator)
  }

  private static func python(_ call: Call, _ random: inout SplitMix64) -> String {
    let quote: Character = random.one(in: 2) ? "'" : "\""
    // A dash cannot stand in a Python name: it is written as models do, with an underscore.
    let name = call.name.replacing("-", with: "_")
    let arguments = call.arguments.map { "\($0.key)=\(python($0.value, quote))" }
    return name + "(" + arguments.joined(separator: ", ") + ")"
  }

  private static func python(_ tree: JSONTree, _ quote: Character) -> String {
    switch tree {
    case .null: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .number(let digits): return digits
    case .string(let text): return Notation.quoted(text, quote, rawControls: false)
    case .array(let elements):
      return "[" + elements.map { python($0, quote) }.joined(separator: ", ") + "]"
    case .object(let members):
      let inside = members.map {
        Notation.quoted($0.key, quote, rawControls: false) + ": " + python($0.value, quote)
      }
      return "{" + inside.joined(separator: ", ") + "}"
    }
  }

  /// A call in program text with a variable where a value belongs.
  static func call(_ sample: Sample, variable: String, _ random: inout SplitMix64) -> String {
    let tool = random.pick(sample.tools)
    let forms = [
      variable, variable, "\(variable).city", "\(variable)[0]", "[\(variable)]",
      "[1, \(variable)]", "{\"k\": \(variable)}", "str(\(variable))", "\(variable) + 1",
      "f\"{\(variable)}\"", "\"a\" + \(variable)", "\(variable)()", "-\(variable)",
      "(\(variable))", "not \(variable)", "\(variable) if 1 else 2", "'a' % \(variable)",
    ]
    let value = random.pick(forms)
    let argument = tool.parameters.randomElement(using: &random).map { "\($0.name)=\(value)" }
    let inside = random.one(in: 4) ? value : argument ?? value
    let more = random.one(in: 3) ? ", limit=1" : ""
    let call = tool.name.replacing("-", with: "_") + "(" + inside + more + ")"
    switch random.below(5) {
    case 0: return "[\(call)]"
    case 1: return "```python\n\(variable) = 1\n\(call)\n```"
    case 2: return "Let me run \(call) now."
    case 3: return "<tool_call>\(call)</tool_call>"
    default: return call
    }
  }
}
