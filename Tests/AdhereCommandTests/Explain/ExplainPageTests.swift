#if CLI
  import AdhereJudging
  import AdherePlatform
  import AdhereRepair
  import AdhereTraces
  import Testing

  @testable import adhere

  /// The page of a trace.
  @Suite struct ExplainPageTests {
    private func page(_ judgement: Judgement, _ raw: Trace.Raw) -> [String] {
      var trace = Trace(
        id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: raw, outcome: .error)
      trace.take(judgement)
      let screen = Screen(width: 100, hasColours: false)
      return ExplainPage(trace, screen, file: nil, number: 1).text
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func text(_ text: String) -> Trace.Raw { .text(Array(text.utf8)) }

    @Test func `readings that stood against each other are listed with their edits`() {
      var judgement = Judgement(
        .unreadable, reason: Reason(.rivals, at: 4..<7, "two readings: it ends at byte 4 or at 7"))
      let edit = Repair(
        rule: .missingComma, path: "/a", span: 4..<4, before: [], after: Array(",".utf8))
      judgement.rivals = [
        Rival(cost: 1, value: Array(#"{"a":1}"#.utf8), why: "conforms", edits: [edit]),
        Rival(cost: 1.25, value: Array(#"{"a":"#.utf8), why: "does not conform: /a must be string"),
      ]
      let lines = page(judgement, text("{a:1 2}"))
      #expect(lines[1] == "  why   rivals: two readings: it ends at byte 4 or at 7 (bytes 4-7)")
      #expect(lines.contains("  1 | {a:1[? 2}?]"))
      let first = lines.firstIndex(of: "other readings") ?? 0
      #expect(
        lines[(first + 1)...].prefix(5) == [
          "  cost 1.00  conforms", #"    {"a":1}"#,
          "    4-4  missing-comma (lossless)  /a  nothing -> ,",
          "  cost 1.25  does not conform: /a must be string", #"    {"a":"#,
        ])
    }

    @Test func `only so much of a long list is listed`() {
      let violations = Array(
        repeating: Warning(.duplicateKey, "the key stands twice"), count: 100)
      let lines = page(Judgement(.valid, value: Array("1".utf8), warnings: violations), text("1"))
      #expect(lines.contains("  and \(100 - ExplainPage.mostListed) more"))
      #expect(lines.count < 60)
    }

    @Test func `a span that does not fit the text marks nothing`() {
      let lines = page(
        Judgement(.unreadable, reason: Reason(.broken, at: 5..<90, "no")), text("ab"))
      #expect(lines.contains("  1 | ab"))
      #expect(page(Judgement(.valid), .none).contains("  no call"))
    }

    @Test func `long stretches are shortened where they say least`() {
      let long = String(repeating: "x", count: 500)
      let start = MarkedText.shortened(long + "END", to: 40, keepsStart: false)
      #expect(start.hasSuffix("END") && start.count < 70)
      let both = MarkedText.shortened("A" + long + "Z", to: 40)
      #expect(both.hasPrefix("A") && both.hasSuffix("Z") && both.contains("(462 more)"))
      #expect(MarkedText.shortened("short", to: 40) == "short")
    }
  }
#endif
