import AdhereJSON
import AdhereSchema
import Testing

@testable import AdhereProviders

/// Random schemas of all drafts, rewritten for every provider and surface: what is written can be
/// used, random instances find nothing wider or narrower that is not listed, and what is listed has
/// a place in the original.
///
/// Half of the schemas have only closed objects whose properties are all required: of these nothing
/// is listed that would excuse other differences.
struct RewriteSoundnessTests {
  @Test(arguments: 0..<30)
  func everyDifferenceIsListed(seed: Int) throws {
    var dice = SchemaDice(
      state: UInt64(seed) &* 7_919 &+ 1, draft: [4, 6, 7, 8, 9][seed / 2 % 5],
      isStrict: seed % 2 == 0)
    for _ in 0..<12 {
      let text = dice.root()
      let document = try JSONDocument(Array(text.utf8))
      // A schema that applies itself is none.
      guard let original = try? CompiledSchema(document) else { continue }
      let listed = SchemaDice.listed(in: text).flatMap { [$0, #"{"a":\#($0)}"#, "[\($0)]"] }
      let instances = try ((0..<30).map { _ in dice.instance(3) } + listed).map {
        (text: $0, value: try JSONDocument(Array($0.utf8)))
      }
      for profile in ProviderTables.all + ProviderTables.tools + ProviderTables.loose {
        try check(text, document, original, instances, profile)
      }
    }
  }

  private func check(
    _ text: String, _ document: JSONDocument, _ original: CompiledSchema,
    _ instances: [(text: String, value: JSONDocument)], _ profile: ProviderProfile
  ) throws {
    let rewrite = ProviderRewrite(document, for: profile)
    let written = String(decoding: rewrite.schema, as: UTF8.self)
    let shown =
      "\(profile.name) \(profile.surface)\(profile.isStrict ? "" : " loose"): \(text) -> \(written)"
    let empty = rewrite.remaining.filter {
      $0.message.hasPrefix("nothing conforms") && $0.pointer == ""
    }
    let others = rewrite.remaining.filter {
      !$0.message.contains(", the limit is ") && !$0.message.hasPrefix("nothing conforms")
    }
    // Where nothing conformed from the start it does not matter how that is written.
    let wasEmpty = empty.contains { $0.message.contains("nor to what was made of it") }
    #expect(wasEmpty || others.isEmpty, "\(others.map(\.message)) \(shown)")
    for change in rewrite.changes {
      // What was added stands in something that was there.
      var pointer = try #require(JSONPointer(change.pointer), "\(shown)")
      if pointer.tokens.last != nil { pointer.tokens.removeLast() }
      let isThere = document.withTape { $0.resolve(pointer) } != nil
      #expect(isThere, "\(change.pointer): \(change.message) \(shown)")
    }
    #expect(rewrite.schema.count < 1 << 20, "\(profile.name) \(profile.surface): \(text)")
    let schema = try CompiledSchema(JSONDocument(rewrite.schema))
    let again = ProviderRewrite(try JSONDocument(rewrite.schema), for: profile)
    let isSame = again.schema == rewrite.schema
    #expect(isSame || wasEmpty, "\(again.changes.map(\.message)) \(shown)")
    let isWrapped = rewrite.changes.contains {
      $0.pointer == "" && $0.message.contains("\"value\"")
    }
    for instance in instances {
      // That 1.0 becomes an integer is said of most schemas of draft 4, and excuses nothing else.
      let kinds = Set(
        rewrite.changes.filter { $0.pointer != "/$schema" || instance.text.contains("1.0") }
          .map(\.kind))
      let before = instance.value.withTape { original.isValid($0) }
      let value =
        isWrapped
        ? try JSONDocument(Array(#"{"value":\#(instance.text)}"#.utf8)) : instance.value
      let after = value.withTape { schema.isValid($0) }
      if before, !after { #expect(kinds.contains(.narrowed), "\(shown): \(instance.text)") }
      if !before, after { #expect(kinds.contains(.lost), "\(shown): \(instance.text)") }
      if !empty.isEmpty { #expect(!after, "\(shown): \(instance.text)") }
    }
  }
}
