import Testing

@testable import AdhereRepair

@Suite struct ReActStepTests {
  private static let west = #"[{"name":"open_gate","arguments":{"gate": "west"}}]"#

  @Test(arguments: [
    "Action: open_gate\nAction Input: {\"gate\": \"west\"}",
    "Thought: calm.\nAction: open_gate\nAction Input:\n{\"gate\": \"west\"}\nObservation: open",
    "**Action:** `open_gate`\n**Action Input:** {'gate': 'west'}",
    "Action open_gate\nAction Input {\"gate\": \"west\"}",
    "Action\nopen_gate\nAction Input\n{\"gate\": \"west\"}",
    "Thought\nCalm.\n**Action**\n`Open Gate`\n**Action Input**\n{\"gate\": \"west\"}",
    "Action: **Open Gate**\nAction Input: {\"gate\": \"west\"}",
    "Action: open_gate\n\nAction Input:\n```json\n{\"gate\": \"west\"}\n```",
    "Action: open_gate\nAction Input: ```json\n{\"gate\": \"west\"}\n```",
    "Action: open_gate\nAction Input: `{\"gate\": \"west\"}`",
  ])
  func `a name under one label and arguments under the next are a call`(_ text: String) throws {
    #expect(try readCalls(text) == ReActStepTests.west)
  }

  @Test func `the label of another step is not this one's`() throws {
    #expect(
      try readCalls(
        "Action: read_tide\nObservation: low\nAction: open_gate\nAction Input: {\"gate\": \"west\"}"
      )
        != "unreadable")
  }

  @Test func `what comes behind a made-up answer of the tool is no part of it`() throws {
    let step = "Action: open_gate\nAction Input: {\"gate\": \"west\"}\n"
    #expect(
      try readCalls(
        step + "Observation: stuck\nAction: open_gate\nAction Input: {\"gate\": \"east\"}")
        == ReActStepTests.west)
  }

  @Test(arguments: [
    ("Action: open_gate", "text"), ("Action: open_gate\nInput: {\"gate\":\"west\"}", "unreadable"),
    ("My Action: open_gate\nAction Input: {\"gate\":\"west\"}", "unreadable"),
    ("Action: open_gate\nInput: west", "text"),
    ("Action: open_gate\nAction Input: west", "unreadable"),
    ("Action: Open Gate\nAction Input: west", "unreadable"),
    ("Action: open_gate\nAction Input:\nObservation: it is open", "unreadable"),
    ("Action: open_gate\nAction Input: None", "unreadable"),
    ("Action: open_gate\nAction Input: west\nand east", "unreadable"),
    ("Action: read_tide\nAction Input: west", "unreadable"),
    (
      "Action: open_gate\nwest is the one that I will have\nAction Input: {\"gate\":\"west\"}",
      "unreadable"
    ),
    ("Action: I will use open_gate\nAction Input: {\"gate\":\"west\"}", "unreadable"),
    ("Action: look at the gate\nAction Input: {\"gate\":\"west\"}", "text"),
    ("Action\nopen the gate\nAction Items\n- the gate", "text"),
    ("Action: open_gate\nAction Input: {\"gate\": \"we", "truncated"),
  ])
  func `both labels are needed, and an object under the second`(
    _ text: String, _ verdict: String
  ) throws {
    #expect(try readCalls(text) == verdict)
  }
}
