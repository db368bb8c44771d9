#if Structured
  import SwiftDiagnostics
  import SwiftParser
  import SwiftSyntax
  import SwiftSyntaxBuilder
  import SwiftSyntaxMacroExpansion
  import SwiftSyntaxMacros
  import Testing

  @testable import AdhereStructuredMacros

  /// What the compiler says where no schema can be made.
  @Suite struct RefusalTests {
    private func messages(_ source: String) -> [String] {
      let file = Parser.parse(source: source)
      let context = BasicMacroExpansionContext(
        sourceFiles: [file: .init(moduleName: "Test", fullFilePath: "Test.swift")])
      _ = file.expand(
        macroSpecs: [
          "Structured": MacroSpec(
            type: StructuredMacro.self, conformances: ["StructuredType", "CaseIterable"]),
          "Keywords": MacroSpec(type: KeywordsMacro.self),
        ],
        contextGenerator: {
          BasicMacroExpansionContext(
            sharingWith: context, lexicalContext: $0.allMacroLexicalContexts())
        })
      return context.diagnostics.map(\.message)
    }

    @Test(arguments: [
      ("@Structured struct Page<T> { var items: [T] }", "a generic type has no one schema"),
      ("struct Outer<T> { @Structured struct Inner { var a: Int } }", "a generic type"),
      ("@Structured enum Choice<T> { case a(T) }", "a generic type"),
      ("@Structured class Node { var a = 1 }", "is for structs and enums"),
      ("@Structured actor Node { var a = 1 }", "is for structs and enums"),
      ("@Structured protocol Node {}", "is for structs and enums"),
      ("@Structured enum Never {}", "an enum without a case"),
      ("@Structured struct A { let kind = 1 }", "kind is encoded and never decoded"),
      ("@Structured struct A { @Keywords(minimum: 1) static var a = 1 }", "a is not coded"),
      ("@Structured struct A { @Keywords(minimum: 1) var a: Int { 1 } }", "a is not coded"),
      ("@Structured struct A { @Keywords(minimum: limit) var a: Int }", "a literal is due"),
      ("@Structured struct A { @Keywords(minimum: 0x10) var a: Int }", "a literal is due"),
      (#"@Structured struct A { @Keywords(pattern: "\(x)") var a: String }"#, "a literal is due"),
      ("@Keywords(minimum: 1) func a() {}", "is for properties"),
    ])
    func `what has no schema is refused with the reason`(_ source: String, _ message: String) {
      let found = messages(source)
      #expect(found.count == 1 && found[0].contains(message), "\(source): \(found)")
    }

    @Test(arguments: [
      "@Structured struct A { var a: Int, b = 2; static let c = 1; var d: Int { 2 } }",
      "@Structured struct A { @Keywords(minimum: -1, maximum: 1_000) var a: Int }",
      "@Structured struct A { let kind = 1; var b: Int; enum CodingKeys: CodingKey { case b } }",
      "@Structured indirect enum A { case a(A), b }",
    ])
    func `all else is taken`(_ source: String) {
      #expect(messages(source) == [], "\(source)")
    }
  }
#endif
