import Testing

@testable import AdhereRepair

@Suite struct MadeCallsTests {
  private static let west = #"[{"name":"open_gate","arguments":{"gate":"west"}}]"#

  @Test(arguments: [
    "open_gate(gate='west')", "I do it now.\nopen_gate(gate='west')\nDone.",
    "The next step: `open_gate(gate='west')`", "1. open_gate(gate='west')",
    "- `open_gate(gate='west')`", "Here:\n```\nopen_gate(gate='west')\n```",
    "now = open_gate(gate='west')", "print(open_gate(gate='west'))",
    "open_gate(gate='west')  # before the flood", "I think so. <tool_call>open_gate(gate='west')",
    "All of it: [open_gate(gate='west')]",
  ])
  func `a call on a line of its own, behind a colon, in a fence or a list is made`(
    _ text: String
  ) throws {
    #expect(try readCalls(text) == MadeCallsTests.west)
  }

  @Test(arguments: [
    "I never use open_gate(gate='west') at night.", "open_gate(gate='west') opens the gate.",
    "Man ruft open_gate(gate='west') auf.", "我不会调用 open_gate(gate='west')。",
    "So {\"name\":\"open_gate\",\"arguments\":{\"gate\":\"west\"}} is what it takes.",
    "With ```open_gate(gate='west')``` it opens.",
  ])
  func `a call in a sentence is made only where a policy takes it`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
    #expect(try readCalls(text, takesProse: true) == MadeCallsTests.west)
  }

  private static let object = #"{"name":"open_gate","arguments":{"gate":"west"}}"#

  @Test(arguments: [
    "I do it: <tool_call>\(object)</tool_call>",
    "I do it: <tool_call>\(object)</tool_call> and wait.",
    "I do it… <tool_call>\(object)</tool_call> and wait.",
    "I do it<tool_call>\(object)</tool_call>user",
    "I do it. <tool_call>\(object)</tool_call> Done.",
    "<tool_call>\(object)</tool_call> I do it.", "I do it <tool_call>\(object)</tool_call>\nDone.",
    "Now\n<tool_call>\n\(object)\n</tool_call>\nand then I wait.",
  ])
  func `a marked call behind words or before them is made`(_ text: String) throws {
    #expect(try readCalls(text) == MadeCallsTests.west)
  }

  @Test(arguments: ["<think>\(object)</think>", "<think>So:\n<tool_call>\(object)</tool_call>"])
  func `a call in the thinking, with nothing behind it, is left out of nothing`(_ text: String)
    throws
  {
    #expect(try readCalls(text) == "unreadable")
    #expect(try readCalls("<think>\(MadeCallsTests.object)</think>\nThe gate is open.") == "text")
    #expect(try readCalls("<think>I could use open_gate.</think>") == "text")
  }

  @Test(arguments: [
    "I never send <tool_call>\(object)</tool_call> at night.",
    "With [TOOL_CALLS][\(object)] it opens.", "夜に<tool_call>\(object)</tool_call>は送りません。",
    "Instead of <invoke name=\"open_gate\"><parameter name=\"gate\">west</parameter></invoke> I wait.",
    "It is <|tool_call>call:open_gate{gate:<|\"|>west<|\"|>}<tool_call|> that opens it.",
  ])
  func `a marked call in the middle of a sentence may be shown or made`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
    #expect(try readCalls(text, takesProse: true) == MadeCallsTests.west)
  }

  @Test(arguments: ["I do it now. \(object)", "Sure! \(object)\nDone.", "好的。 \(object)"])
  func `an object behind a sentence that ended, at the end of its line, is a call`(
    _ text: String
  ) throws {
    #expect(try readCalls(text) == MadeCallsTests.west)
  }

  @Test(arguments: [
    "One writes, e.g. \(object)", "It takes \(object)", "I do it. \(object) is how.",
    "I do it. \"\(object)\"", "I do it. open_gate(gate='west')",
  ])
  func `an object that a sentence goes on with is none`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
  }

  @Test(arguments: [
    "> open_gate(gate='west')", ">>> open_gate(gate='west')", "~~open_gate(gate='west')~~",
    "# open_gate(gate='west')", "<!-- open_gate(gate='west') -->",
    "<a onclick=\"open_gate(gate='west')\">x</a>", "| open_gate(gate='west') | opens |",
    "See [open_gate(gate='west')](https://example.org).", "User: hi\nBot: open_gate(gate='west')",
    "```diff\n-open_gate(gate='west')\n```", "```\n/* open_gate(gate='west') */\n```",
    "```\nx = \"open_gate(gate='west')\"\n```", "x = \"open_gate(gate='west')\"",
    "```\n\"\"\"\nopen_gate(gate='west')\n\"\"\"\n```",
    "-- open_gate(gate='west')", "-open_gate(gate='west')\n+open_gate(gate='east')",
    "x = [\"open_gate(gate='west')\"]", "```\ncat <<EOF\nopen_gate(gate='west')\nEOF\n```",
    "Ask read_tide() first.",
  ])
  func `a call that is shown is not made under any policy`(_ text: String) throws {
    #expect(try readCalls(text) == "text")
    #expect(try readCalls(text, takesProse: true) == "text")
  }

  @Test(arguments: [
    "```\nif calm:\n    open_gate(gate='west')\n```", "if calm():\n    open_gate(gate='west')",
    "while True:\n  open_gate(gate='west')",
    "```\ndef run():\n  open_gate(gate='west')\nrun()\n```",
    "```\nfunction run() {\nopen_gate(gate='west')\n}\n```",
    "```\nopen_gate(gate='west') if calm else None\n```",
    "```\nready and open_gate(gate='west')\n```",
    "```\nfor g in gates: open_gate(gate='west')\n```",
  ])
  func `a program that may make a call, and nothing else, is unreadable`(_ text: String) throws {
    #expect(try readCalls(text) == "unreadable")
  }

  @Test func `a program with talk around it is an explanation`() throws {
    #expect(try readCalls("```\nif calm:\n  open_gate(gate='west')\n```\nShall I?") == "text")
  }

  @Test func `calls that stand together stand alike`() throws {
    let two = "open_gate(gate='west')\nread_tide()"
    #expect(try readCalls(two).hasPrefix(MadeCallsTests.west.dropLast()))
    #expect(try readCalls("So it is " + two) == "text")
    #expect(try readCalls(two + " in this order") == "text")
    #expect(try readCalls("So it is " + two, takesProse: true) == readCalls(two))
  }

  @Test(arguments: [
    "<function=open_gate>{\"gate\":\"west\"}</function>",
    "<think>It is calm, I think.</think>{\"name\":\"open_gate\",\"arguments\":{\"gate\":\"west\"}}",
  ])
  func `marks of a call and thoughts are no words of a sentence`(_ text: String) throws {
    #expect(try readCalls(text) == MadeCallsTests.west)
  }

  @Test func `what would be left out must not say something else`() throws {
    #expect(
      try readCalls("After open_gate(gate='east') this:\nopen_gate(gate='west')") == "unreadable")
    #expect(
      try readCalls("open_gate(gate='west')\nSo open_gate(gate='west') is called.")
        == MadeCallsTests.west)
    #expect(
      try readCalls("```\nopen_gate(gate='west')\nif calm:\n  open_gate(gate='east')\n```")
        == "unreadable")
  }
}
