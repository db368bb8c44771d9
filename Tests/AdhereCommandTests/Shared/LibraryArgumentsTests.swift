#if CLI
  import AdhereRepair
  import AdhereSchema
  import Testing

  @testable import adhere

  @Suite struct LibraryArgumentsTests {
    @Test(arguments: [
      ("7", Dialect.draft7), ("draft7", .draft7), ("DRAFT-7", nil), ("2020-12", .draft2020),
      ("draft2020-12", .draft2020), ("V1", .v1), ("5", nil), ("", nil),
    ]) func `drafts have short names`(argument: String, dialect: Dialect?) {
      #expect(DraftName(argument: argument)?.dialect == dialect)
    }

    @Test func `every value that help lists is taken`() {
      #expect(
        DraftName.allValueStrings.map { DraftName(argument: $0)?.dialect } == Dialect.allCases)
      #expect(InputChoice.allValueStrings.allSatisfy { InputChoice(argument: $0) != nil })
      #expect(RepairLevel.allValueStrings.allSatisfy { RepairLevel(argument: $0) != nil })
      #expect(CheckFormat.allValueStrings.allSatisfy { CheckFormat(argument: $0) != nil })
    }

    @Test func `a word stands for no case`() {
      #expect(RepairLevel(argument: "none")?.value == nil)
      #expect(RepairLevel(argument: "guess")?.value == .guess)
      #expect(RepairLevel(argument: "all") == nil)
      #expect(InputChoice(argument: "auto")?.defaultValueDescription == "auto")
    }
  }
#endif
