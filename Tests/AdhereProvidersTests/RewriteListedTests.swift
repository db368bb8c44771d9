import Testing

@testable import AdhereProviders

/// Values that `enum` and `const` list conform to what is written.
struct RewriteListedTests {
  private static let closed =
    #"{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"#
    + #""additionalProperties":false,"#

  @Test(arguments: [
    (closed + #""enum":[{"x":1},{"x":2}]}"#, [#"{"x":1}"#, #"{"x":2}"#]),
    (closed + #""const":{"x":1}}"#, [#"{"x":1}"#]),
    (closed + #""enum":[{"x":1},{"z":2}]}"#, [#"{"x":1}"#]),
    (
      #"{"type":"object","properties":{"q":{"type":"object","properties":{"x":{"type":"integer"}},"#
        + #""additionalProperties":false}},"additionalProperties":false,"enum":[{"q":{}}]}"#,
      [#"{"q":{}}"#]
    ),
    (#"{"const":[["s"]]}"#, [#"[["s"]]"#]),
    (#"{"enum":[[["s"]],"x"]}"#, [#"[["s"]]"#, #""x""#]),
    (#"{"enum":[[[],[1,[null]]],[{"x":[[2]]}]]}"#, [#"[[],[1,[null]]]"#, #"[{"x":[[2]]}]"#]),
    (#"{"type":"array","items":{"type":"array"},"const":[[[true]]]}"#, ["[[[true]]]"]),
    (#"{"enum":[{"x":1},{"y":[1]}],"const":{"y":[1]}}"#, [#"{"y":[1]}"#]),
  ])
  func listedValuesConform(inner: String, values: [String]) throws {
    let outer =
      #"{"type":"object","properties":{"p":\#(inner)},"required":["p"],"additionalProperties":false}"#
    for name in ProviderProfile.names {
      for (schema, wrap) in [(inner, { $0 }), (outer, { #"{"p":\#($0)}"# })]
        as [(String, (String) -> String)]
      {
        let rewrite = try rewritten(schema, name)
        let written = String(decoding: rewrite.schema, as: UTF8.self)
        #expect(rewrite.remaining.map(\.message) == [], "\(name): \(written)")
        let isWrapped = rewrite.changes.contains { $0.message.contains("under the property") }
        for value in values.map(wrap) {
          let instance = isWrapped ? #"{"value":\#(value)}"# : value
          #expect(try accepts(rewrite.schema, instance), "\(name): \(value) \(written)")
        }
      }
    }
  }
}
