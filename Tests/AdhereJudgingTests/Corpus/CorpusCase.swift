import AdhereTestSupport
import AdhereJudging
import AdhereWire
import Foundation
import AdhereJSON
import AdhereRepair

/// One case of the regression corpus: a line of `corpus/<group>.jsonl`.
///
/// A group is named after what went wrong. A line is a JSON object (schemas/corpus-case.schema.json):
///
/// | member | |
/// | --- | --- |
/// | `name` | unique in the whole corpus |
/// | `note` | why it is so, where that is not plain |
/// | `raw` | the model's text, or calls as an API gave them: `[{"name","arguments"}]` |
/// | `raw_base64` | instead of `raw`, where the bytes are not UTF-8 |
/// | `schema` or `tools` | what was asked; with neither, any JSON conforms, or with `"surface":"tool"` any call |
/// | `tool_choice` | `auto` (default), `required`, `none`, or a tool's name |
/// | `form` | how calls were asked to be written |
/// | `prompt` | what the user asked |
/// | `finish_reason` | as the provider gave it |
/// | `policy` | `{"tier","allow","deny"}`; tier `safe` where there is none |
/// | `outcome` | the one expected |
/// | `value`, `calls` | the JSON expected: numbers with these very digits, keys in this order |
/// | `repairs` | ids of the rules that took part, each once, in the order in which the account first names them (`rule` before `with`) |
///
/// The cases of `pending.jsonl` say what should happen and does not yet; there `repairs` may be
/// left out. They are reported and fail no test; one that passes belongs into its group.
struct CorpusCase: Sendable, CustomStringConvertible {
  let group: String
  let line: Int
  let name: String
  let document: JSONDocument

  var isPending: Bool { group == "pending" }
  var description: String { "\(group)/\(name)" }

  static func load() throws -> [CorpusCase] {
    var cases: [CorpusCase] = []
    // The demonstration of the README is no case.
    for file in try Repository.files(in: "corpus", suffix: ".jsonl") where file != "demo.jsonl" {
      let lines = try Repository.bytes("corpus/" + file)
        .split(separator: 0x0A, omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where !line.isEmpty {
        let document: JSONDocument
        do {
          document = try JSONDocument(Array(line))
        } catch {
          throw CorpusError("\(file):\(index + 1): not JSON: \(error)")
        }
        let name = document.withTape {
          $0.member("name", of: 0).map { JSONTree(document.tape, $0) }
        }
        guard case .string(let name)? = name else {
          throw CorpusError("\(file):\(index + 1): the case has no name")
        }
        cases.append(
          CorpusCase(
            group: String(file.dropLast(".jsonl".count)), line: index + 1, name: name,
            document: document))
      }
    }
    return cases
  }
}

struct CorpusError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

// MARK: - What a case says

extension CorpusCase {
  private func text(_ member: StaticString) -> String? {
    document.withTape { tape in
      tape.member(member, of: 0).flatMap { node in
        tape.kind(node) == .string
          ? String(decoding: StringText.decode(tape, node), as: UTF8.self) : nil
      }
    }
  }

  private func source(_ member: StaticString) -> String? {
    document.withTape { tape in
      tape.member(member, of: 0).flatMap { node in
        tape.kind(node) == .null ? nil : String(decoding: tape.source(node), as: UTF8.self)
      }
    }
  }

  func tree(_ member: StaticString) -> JSONTree? {
    document.withTape { tape in tape.member(member, of: 0).map { JSONTree(tape, $0) } }
  }

  var outcome: String { text("outcome") ?? "" }

  /// nil where the case does not say.
  var rules: [String]? {
    guard case .array(let list)? = tree("repairs") else { return nil }
    return list.compactMap { if case .string(let id) = $0 { id } else { nil } }
  }

  func policy() throws -> Policy {
    guard case .object(let members)? = tree("policy") else { return Policy() }
    var policy = Policy()
    func rules(_ tree: JSONTree) throws -> [Rule] {
      guard case .array(let ids) = tree else {
        throw CorpusError("\(self): expected a list of rules")
      }
      return try ids.map { id in
        guard case .string(let id) = id, let rule = Rule(id: id) else {
          throw CorpusError("\(self): there is no rule \(id)")
        }
        return rule
      }
    }
    for member in members where member.key == "tier" {
      guard case .string(let tier) = member.value else { continue }
      policy = tier == "none" ? .none : Policy(tier: Tier(rawValue: tier)!)
    }
    for member in members {
      if member.key == "allow" { try rules(member.value).forEach { policy.allow($0) } }
      if member.key == "deny" { try rules(member.value).forEach { policy.deny($0) } }
    }
    return policy
  }

  func terms() throws -> Trial.Terms {
    let policy = try policy()
    if let tools = source("tools") {
      let choice: ToolChoice =
        switch text("tool_choice") {
        case nil, "auto": .auto
        case "required": .required
        case "none": ToolChoice.none
        case let name?: .tool(name)
        }
      var terms = try Trial.Terms(tools: tools, choice: choice, policy: policy)
      terms.contract.form = text("form").flatMap(Form.init)
      return terms
    }
    if let schema = source("schema") { return try Trial.Terms(schema: schema, policy: policy) }
    return Trial.Terms(any: text("surface") == "tool" ? .tool : .json, policy: policy)
  }

  func output() throws -> Output {
    let raw: Output.Raw = try document.withTape { tape in
      if let encoded = text("raw_base64") {
        guard let data = Data(base64Encoded: encoded) else {
          throw CorpusError("\(self): raw_base64 is not Base64")
        }
        return .text(Array(data))
      }
      guard let node = tape.member("raw", of: 0) else { throw CorpusError("\(self): no raw") }
      guard tape.kind(node) == .array else { return .text(StringText.decode(tape, node)) }
      return .calls(
        tape.children(of: node).map { call in
          let name = tape.member("name", of: call).map { StringText.decode(tape, $0) } ?? []
          let arguments = tape.member("arguments", of: call).map { node in
            tape.kind(node) == .string ? StringText.decode(tape, node) : Array(tape.source(node))
          }
          return ToolCall(name: String(decoding: name, as: UTF8.self), arguments: arguments ?? [])
        })
    }
    return Output(
      raw, finishReason: text("finish_reason"), prompt: text("prompt").map { Array($0.utf8) })
  }
}
