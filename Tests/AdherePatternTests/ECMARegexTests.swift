import AdherePattern
import Testing

/// The example of the module's page.
struct ECMARegexTests {
  @Test func example() throws {
    let regex = try ECMARegex(Array(#"^\p{Lu}\w+$"#.utf8))
    let subject = Array("Ada".utf8)
    #expect(subject.withUnsafeBufferPointer { regex.test($0) } == .match)
    #expect(throws: PatternError.self) { try ECMARegex(Array("a(".utf8)) }
    do throws(PatternError) {
      _ = try ECMARegex(Array("a(".utf8))
    } catch {
      #expect(error.offset == 1)
    }
  }
}
