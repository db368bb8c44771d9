import AdhereTestSupport
import AdhereJudging
import AdhereRepair
import Testing

/// Rule `prompt-name`: a bare word in a call is text only where the user's own words name it.
@Suite struct PromptNamesTests {
  private static let tools = #"""
    [{"type":"function","function":{"name":"train","parameters":{"type":"object",
    "properties":{"data":{"type":"string"},"depth":{"type":"integer"}},"required":["data"]}}}]
    """#

  private func judge(_ text: String, prompt: String?) throws -> Judgement {
    let contract = try Contract(tools: Array(PromptNamesTests.tools.utf8))
    return contract.judge(Output(text: text, prompt: prompt))
  }

  private func data(_ judgement: Judgement) -> String? {
    judgement.calls?.first.map { String(decoding: $0.arguments, as: UTF8.self) }
  }

  @Test(
    "names as users write them",
    arguments: [
      ("my_data", "train on my_data"), ("my_data", "my_data: train on it!"),
      ("salesTable", "Use salesTable, please."), ("t2", "(t2)"), ("orders", "I call it `orders`."),
      ("orders", "the table 'orders'"), ("orders", "the table \"orders\""),
      ("frame.price", "train on frame.price."), ("frame[0]", "train on frame[0]"),
      ("frame['price']", "train on frame['price']."),
    ])
  func named(_ name: String, _ prompt: String) throws {
    let judgement = try judge("[train(data=\(name), depth=2)]", prompt: prompt)
    #expect(judgement.outcome == .repaired)
    #expect(data(judgement) == "{\"data\":\"\(name)\", \"depth\":2}")
    #expect(judgement.repairs.contains { $0.rule == .promptName && $0.tier == .safe })
  }

  @Test(
    "words that name nothing",
    arguments: [
      ("my_data", nil), ("my_data", ""), ("orders", "train on the orders"),
      ("data", "train on data.csv"), ("my_data", "train on my_data_2"),
      ("data", "train on my_data"), ("frame.price", "train on frame.prices"),
      ("orders", "don't take orders'"), ("my_data+1", "train on my_data"),
      ("my_data()", "train on my_data"), ("my_data", "train on \u{E9}my_data\u{E9}"),
      ("my_data", "in /path/my_data/x"), ("my_data", "my_data-2"),
    ] as [(String, String?)])
  func unnamed(_ name: String, _ prompt: String?) throws {
    #expect(try judge("[train(data=\(name), depth=2)]", prompt: prompt).outcome == .unreadable)
  }

  @Test(
    "names that the output itself gives a meaning",
    arguments: [
      "my_data = load()\n", "a, my_data = load()\n", "(my_data, q) = load()\n",
      "[my_data] = load()\n", "x = my_data = load()\n", "my_data: str = 'x.csv'\n",
      "(my_data := load())\n", "my_data <- load()\n", "const my_data = await load(); ",
      "with open('f') as my_data:\n    ", "for my_data in items:\n    ", "import my_data\n",
      "from m import my_data\n", "def f(my_data):\n    ", "lambda my_data: ", "xs.map(my_data => ",
      "except E as my_data: ",
    ])
  func bound(_ head: String) throws {
    for call in ["train(data=my_data)", "[\"train(data=my_data)\"]"] {
      let judgement = try judge(head + call, prompt: "train on my_data")
      #expect(!judgement.repairs.contains { $0.rule == .promptName }, "\(head)\(call)")
      let fenced = try judge("```python\n\(head)\(call)\n```", prompt: "train on my_data")
      #expect(!fenced.repairs.contains { $0.rule == .promptName }, "\(head)\(call)")
    }
  }

  @Test("only what the prompt names turns into text, whatever word it is")
  func onlyNamedWords() throws {
    var random = SplitMix64(20_261_121)
    let letters = Array("abc_XY09.[]'`\" ")
    var count = 0
    for _ in 0..<20_000 {
      func text(_ longest: Int) -> String {
        String(
          (0..<Int.random(in: 1...longest, using: &random)).map { _ in
            letters.randomElement(using: &random)!
          })
      }
      let word = "a" + text(5)
      let prompt = Bool.random(using: &random) ? text(30) : text(9) + word + text(9)
      let judgement = try judge("[train(data=\(word))]", prompt: prompt)
      guard judgement.repairs.contains(where: { $0.rule == .promptName }) else { continue }
      count += 1
      for repair in judgement.repairs where repair.rule == .promptName {
        let before = String(decoding: repair.before, as: UTF8.self)
        #expect(prompt.contains(before), "\(word) | \(prompt)")
      }
    }
    // Else nothing was tested.
    #expect(count > 100)
  }

  @Test("many names in a long prompt stay linear")
  func linear() throws {
    let prompt = (0..<20_000).map { "name_\($0)" }.joined(separator: " ")
    let text = "[" + (0..<20_000).map { "train(data=name_\($0))" }.joined(separator: ",") + "]"
    let clock = ContinuousClock()
    var count = 0
    let took = try clock.measure { count = try judge(text, prompt: prompt).calls?.count ?? 0 }
    #expect(count == 20_000)
    #expect(took < .seconds(20))
  }
}
