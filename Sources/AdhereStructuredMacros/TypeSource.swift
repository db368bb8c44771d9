#if Structured
  import SwiftParser
  import SwiftSyntax
  import SwiftSyntaxMacros

  /// Reads the source of a type.
  final class TypeSource {
    private let declaration: any DeclGroupSyntax
    private let context: any MacroExpansionContext
    /// The names of coded keys by those of properties or cases; nil where the type names none.
    private let keys: [String: String]?
    private let description: String?
    /// The cases are found out by their list.
    private(set) var needsAllCases = false

    init(_ declaration: any DeclGroupSyntax, _ context: any MacroExpansionContext) {
      self.declaration = declaration
      self.context = context
      keys = Self.codingKeys(declaration)
      description = DocComment.text(declaration)
    }

    /// The members of the extension of a struct.
    func members() -> [String] {
      var told: [(key: String, json: String)] = []
      for item in declaration.memberBlock.members {
        guard let variable = item.decl.as(VariableDeclSyntax.self) else { continue }
        let keywords = Keywords(of: variable)
        for binding in variable.bindings {
          guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plain else {
            continue
          }
          guard isStored(variable, binding), let key = key(of: name) else {
            if let attribute = keywords.attribute {
              context.refuse(attribute, "\(name) is not coded: nothing is due of it")
            }
            continue
          }
          if variable.bindingSpecifier.tokenKind == .keyword(.let), binding.initializer != nil {
            context.refuse(
              binding,
              "\(name) is encoded and never decoded: make it a var, or static, or leave it out of "
                + "CodingKeys")
            continue
          }
          if let json = keywords.json { told.append((key, json)) }
        }
      }
      let pairs = told.map { "\(literal($0.key)): \(literal($0.json))" }
      return [structure(pairs.isEmpty ? [] : ["members: [\(pairs.joined(separator: ", "))]"])]
    }

    /// The members of the extension of an enum.
    func cases(of declaration: EnumDeclSyntax) -> [String] {
      let elements = declaration.memberBlock.members.compactMap {
        $0.decl.as(EnumCaseDeclSyntax.self)
      }
      .flatMap { line in
        line.elements.map { (element: $0, description: DocComment.text(line)) }
      }
      if elements.isEmpty {
        context.refuse(declaration.name, "an enum without a case has no values")
        return []
      }
      let hasPayload = elements.contains { $0.element.parameterClause != nil }
      if !hasPayload, Self.hasRawType(declaration) {
        needsAllCases = true
        return [structure([], describing: elements.map { ($0.element.value, $0.description) })]
      }
      if !hasPayload, !Self.saysCodable(declaration) {
        let names = elements.map { $0.element.name.plain }
        let strings = names.map { key(of: $0) ?? $0 }
        return [
          structure(
            ["strings: [\(strings.map(literal).joined(separator: ", "))]"],
            describing: zip(strings, elements).map { ($0, $1.description) }),
          coding(zip(names, strings).map { ($0, $1) }),
        ]
      }
      let pairs = elements.map { element, description in
        let name = element.name.plain
        return "(\(literal(key(of: name) ?? name)), \(description.map(literal) ?? "nil"))"
      }
      return [structure(["cases: [\(pairs.joined(separator: ", "))]"])]
    }

    /// - Parameter values: what the cases are for, which is told with the type's own description.
    private func structure(
      _ arguments: [String], describing values: [(value: String, description: String?)] = []
    ) -> String {
      let lines = values.compactMap { value, text in text.map { "\(value): \($0)" } }
      let words = ([description].compactMap { $0 } + lines).joined(separator: "\n")
      let all = (words.isEmpty ? [] : ["description: \(literal(words))"]) + arguments
      return "\(access)static var typeStructure: TypeStructure { "
        + "TypeStructure(\(all.joined(separator: ", "))) }"
    }

    /// Coding of bare cases by their names.
    private func coding(_ cases: [(name: String, text: String)]) -> String {
      let decoded = cases.map { "case \(literal($0.text)): self = .`\($0.name)`" }
      let encoded = cases.map { "case .`\($0.name)`: text = \(literal($0.text))" }
      let known = cases.map(\.text).joined(separator: ", ")
      return """
        \(access)init(from decoder: any Decoder) throws {
          let container = try decoder.singleValueContainer()
          switch try container.decode(String.self) {
          \(decoded.joined(separator: "\n  "))
          case let other:
            throw DecodingError.dataCorruptedError(
              in: container, debugDescription: \(literal("none of \(known): ")) + other)
          }
        }
        \(access)func encode(to encoder: any Encoder) throws {
          let text: String
          switch self {
          \(encoded.joined(separator: "\n  "))
          }
          var container = encoder.singleValueContainer()
          try container.encode(text)
        }
        """
    }

    /// As wide as the type, so that the conformance can be used wherever the type can.
    private var access: String {
      let names = declaration.modifiers.map(\.name.text)
      return names.contains("public") ? "public " : names.contains("package") ? "package " : ""
    }

    /// Nil for what is not coded.
    private func key(of name: String) -> String? {
      guard let keys else { return name }
      return keys[name]
    }

    private func isStored(
      _ variable: VariableDeclSyntax, _ binding: PatternBindingSyntax
    ) -> Bool {
      let modifiers = variable.modifiers.map(\.name.text)
      if modifiers.contains("static") || modifiers.contains("lazy") { return false }
      switch binding.accessorBlock?.accessors {
      case nil: return true
      case .getter: return false
      case .accessors(let accessors):
        return accessors.allSatisfy { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
      }
    }

    private static func codingKeys(_ declaration: any DeclGroupSyntax) -> [String: String]? {
      let types = declaration.memberBlock.members.compactMap { $0.decl.as(EnumDeclSyntax.self) }
      guard let found = types.first(where: { $0.name.text == "CodingKeys" }) else { return nil }
      var keys: [String: String] = [:]
      for item in found.memberBlock.members {
        for element in item.decl.as(EnumCaseDeclSyntax.self)?.elements ?? [] {
          keys[element.name.plain] = element.value
        }
      }
      return keys
    }

    private static func hasRawType(_ declaration: EnumDeclSyntax) -> Bool {
      guard let first = declaration.inheritanceClause?.inheritedTypes.first else { return false }
      let name = first.type.trimmedDescription.split(separator: ".").last.map(String.init) ?? ""
      let whole = ["Int", "UInt"].flatMap { kind in
        ["", "8", "16", "32", "64", "128"].map { kind + $0 }
      }
      return (whole + ["String", "Character", "Double", "Float"]).contains(name)
    }

    private static func saysCodable(_ declaration: EnumDeclSyntax) -> Bool {
      declaration.inheritanceClause?.inheritedTypes.contains {
        let names = $0.type.trimmedDescription.split { "&. ".contains($0) }
        return names.contains { ["Codable", "Decodable", "Encodable"].contains($0) }
      } ?? false
    }
  }

  extension EnumCaseElementSyntax {
    /// What it is coded as where it is coded by raw values.
    fileprivate var value: String {
      guard let raw = rawValue?.value else { return name.plain }
      return raw.as(StringLiteralExprSyntax.self)?.representedLiteralValue ?? raw.trimmedDescription
    }
  }

  extension TokenSyntax {
    /// A name without the marks that let it be a word of the language.
    var plain: String { identifier?.name ?? text }
  }
#endif
