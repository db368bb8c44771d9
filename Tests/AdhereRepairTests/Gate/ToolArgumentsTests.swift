import AdhereJSON
import Testing

@testable import AdhereRepair

/// Arguments of an offered tool beside its name: a call that was tried, in whatever notation.
@Suite struct ToolArgumentsTests {
  @Test(arguments: [
    "Thought: go\nAtion: open_gate\nAction Input: {\"gate\":\"west\"}",
    "Thought: go\nAction: opn_gate\nActin Input: {\"gate\":\"west\"}",
    "Thought: go\nAction: open_gateAtion Input: {\"gate\":\"west\"}",
    "comentary tofunctions.open_gate json{\"gate\":\"west\"}",
    "comentary to=functionsopen_gate json{\"gate\":\"west\"}",
    "commentary <to=functions.open_gate json{\"gate\":\"west\"}",
    "commentary to=\"functions.open_gate json{\"gate\":\"west\"}",
    "[TOOL_CALLS<]open_gate[CALL_ID]abc123def[ARGS]{\"gate\":west}",
    "call:open<_gate{gate:<|\"|>west<|\"|>}", "callopen_gat\"e{gate:<|\"|>west<|\"|>}",
    "call:open_gategate:<|\"|>west<|\"|>}", "west<|\"|>}",
    "Tool: open_gate\nArguments: {\"gate\": \"west\", }x",
    "<function>\n<name>open_gate</name>\n<arguments>{\"gate\": west}</arguments>\n</function>",
    "<function_call name=\"open_gate\">{\"gate\": west}</function_call>",
    "<tool name=\"open_gate\"><gate>west</gate></tool>",
    "<tool_callopen_gate<arg_key>gate</arg_key><arg_value>west</arg_value></tool_call>",
    "[open<_gate(gate=\"west\"), read_tid(harbour=\"a\")]",
    "n_gate <|constrain|>json<|message|>{\"gate\":\"west\"}<|call|>",
    "<|open|>toolscall tool=\"f\"<|sep|><|open|>argument key=\"gate\" type=\"string\"<|sep|>west",
    "I'll open the gate.\nopen_gate: {\"gate\": west}",
  ]) func `a name and arguments are no text, however broken`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test(arguments: [
    "Result of read_tide: {\"harbour\": \"a\", \"metres\": 3}",
    "With open_gate one gives {\"gate\": west} to say which one is meant.",
    "The arguments of open_gate are given as {\"gate\": west}",
    "Write `open_gate {\"gate\": west}` for it.",
    "open_gate takes what is in braces here {\"gate\": west}",
    "```python\ndef open_gate(gate: str):\n    return gate == \"west\"\n```\nSo it could be written.",
    "open_gate has the schema {\"properties\": {\"gate\": {\"type\": \"string\"}}}.",
    "{\"gate\": \"west\"}", "{\"answer\": \"The gate is open\", \"source\": \"open_gate\"}",
    "open_gate\n\nIt opens a gate.\nIt takes one.\nIt is fast.\n{\"gate\": \"west\"}",
    "The token `<|\"|>` stands for a quote.",
  ]) func `talk of a tool and its arguments is text`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
  }

  @Test(arguments: [
    "<|start|>assistant<|channel|>commentary to=functions.save_page <|constrain|>json<|message|>ARGS<|call|>",
    "commentary to=functions.save_page jsonARGS", "Action: save_page\nAction Input: ARGS",
    "[TOOL_CALLS]save_page[CALL_ID]abc123def[ARGS]ARGS",
    "<tool_call>\n{\"name\": \"save_page\", \"arguments\": ARGS}\n</tool_call>",
    "<function=save_page>ARGS</function>", "[{\"name\": \"save_page\", \"arguments\": ARGS}]",
  ]) func `no damage before the arguments makes a call text`(_ notation: String) throws {
    let text = notation.replacing("ARGS", with: #"{"title":"Tide","body":"high"}"#)
    let bytes = Array(text.utf8)
    // Another namespace would make it another tool.
    let name = try #require(
      bytes.firstRange(of: Array("functions.save_page".utf8))
        ?? bytes.firstRange(of: Array("save_page".utf8)))
    let stop = try #require(bytes.firstRange(of: Array("\"title\"".utf8))).lowerBound - 1
    for i in 0..<stop where !name.contains(i) {
      var damaged = [bytes, bytes, bytes]
      damaged[0].remove(at: i)
      damaged[1].insert(UInt8(ascii: "<"), at: i)
      if !name.contains(i + 1) { damaged[2].swapAt(i, i + 1) }
      for bytes in damaged {
        let text = String(decoding: bytes, as: UTF8.self)
        let verdict = try readCalls(text)
        #expect(verdict != "text" || namesUnknown(text), "\(text)")
      }
    }
  }

  /// Whether the name was damaged, so that another tool is called.
  private func namesUnknown(_ text: String) -> Bool {
    withPadded(text) { start, count in
      let tools = try? ToolTable(JSONDocument(bytes(#"[{"name":"save_page"}]"#)))
      return !ToolReading.read(padded: start, count: count, tools: tools) { _ in (true, 0) }
        .unknownTools.isEmpty
    }
  }

  @Test func `a long hostile text is looked at in time`() throws {
    for piece in [
      "{", "{a:", "<gate>", "(gate=", "open_gate{", "gate: ", "<|\"", "{\"a\":\"", "open",
    ] {
      let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
      let start = ContinuousClock.now
      _ = try readCalls(text)
      #expect(ContinuousClock.now - start < .seconds(20), "\(piece)")
    }
  }
}
