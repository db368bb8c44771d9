#if Structured
  import SwiftDiagnostics
  import SwiftSyntax
  import SwiftSyntaxBuilder
  import SwiftSyntaxMacros

  /// `@Structured`: an extension that says what the source of a type tells.
  struct StructuredMacro: ExtensionMacro {
    static func expansion(
      of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
      providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
      in context: some MacroExpansionContext
    ) throws -> [ExtensionDeclSyntax] {
      let missing = Set(protocols.map(\.trimmedDescription))
      // It was said already, by hand.
      if !missing.contains("StructuredType") { return [] }
      let source = TypeSource(declaration, context)
      let found: [String]
      if let declaration = declaration.as(StructDeclSyntax.self) {
        guard refuseGeneric(declaration.genericParameterClause, node, context) else { return [] }
        found = source.members()
      } else if let declaration = declaration.as(EnumDeclSyntax.self) {
        guard refuseGeneric(declaration.genericParameterClause, node, context) else { return [] }
        found = source.cases(of: declaration)
      } else {
        context.refuse(
          node, "@Structured is for structs and enums: a value that is decoded is no object")
        return []
      }
      var conformances = ["StructuredType"]
      if source.needsAllCases, missing.contains("CaseIterable") {
        conformances.append("CaseIterable")
      }
      let text = """
        extension \(type.trimmedDescription): \(conformances.joined(separator: ", ")) {
        \(found.joined(separator: "\n"))
        }
        """
      return [try ExtensionDeclSyntax("\(raw: text)")]
    }

    /// Whether the type, and all that it stands in, has no parameters.
    private static func refuseGeneric(
      _ clause: GenericParameterClauseSyntax?, _ node: AttributeSyntax,
      _ context: some MacroExpansionContext
    ) -> Bool {
      let outer = context.lexicalContext.contains {
        $0.as(StructDeclSyntax.self)?.genericParameterClause != nil
          || $0.as(ClassDeclSyntax.self)?.genericParameterClause != nil
          || $0.as(EnumDeclSyntax.self)?.genericParameterClause != nil
          || $0.as(ActorDeclSyntax.self)?.genericParameterClause != nil
      }
      guard clause != nil || outer else { return true }
      context.refuse(
        node, "a generic type has no one schema: write a type for each of its arguments")
      return false
    }
  }

  extension MacroExpansionContext {
    /// An error at a place.
    func refuse(_ node: some SyntaxProtocol, _ message: String) {
      diagnose(Diagnostic(node: Syntax(node), message: Refusal(message: message)))
    }
  }

  private struct Refusal: DiagnosticMessage {
    let message: String
    var diagnosticID: MessageID { MessageID(domain: "Adhere", id: "Structured") }
    var severity: DiagnosticSeverity { .error }
  }
#endif
