import Testing

@testable import AdhereRepair

@Suite struct ReasonTests {
  @Test func `codes are kebab case and differ`() {
    let names = ReasonCode.known.map(\.rawValue)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: #/[a-z]+(-[a-z]+)*/#) != nil, "\(name)")
      #expect(ReasonCode(rawValue: name).description == name)
    }
  }

  @Test func `rules that would have done it are named as flags, many of them by their tier`() {
    let bare = Reason(.nonconforming, "m")
    #expect(bare.needing(RuleSet()) == bare)
    let one = bare.needing(RuleSet(.stringToNumber))
    #expect(one.rule == .stringToNumber)
    #expect(one.help == "--allow string-to-number")
    let guess = bare.needing(RuleSet([.stringToNumber, .dropUnknown]))
    #expect(guess.help == "--allow string-to-number --allow drop-unknown (a guess)")
    let many = bare.needing(RuleSet([.stripFence, .stripProse, .singleQuotes, .literals]))
    #expect(many.help == "--repair lossless")
  }

  @Test func `what helped before still helps`() {
    let cut = Reason.cutOff(at: 3..<3).needing(RuleSet(.closeTruncated))
    #expect(cut.help == "a higher limit of tokens, or --allow close-truncated (a guess)")
  }

  @Test func `a rival keeps the beginning of a long value`() {
    let rival = Rival(cost: 1, value: [UInt8](repeating: 0x31, count: 1000), why: "conforms")
    #expect(rival.value.count == Rival.longestValue)
    let wide = Rival(cost: 1, value: bytes(String(repeating: "…", count: 200)), why: "conforms")
    #expect(wide.value == bytes(String(repeating: "…", count: Rival.longestValue / 3)))
    #expect(Rival(cost: 1, value: bytes("[…]"), why: "conforms").value.string == "[…]")
  }
}
