#if Structured
  import AdhereJSON
  import SwiftParser
  import SwiftSyntax
  import SwiftSyntaxMacros

  /// `@Keywords`: read by `@Structured`; by itself it only checks its arguments.
  struct KeywordsMacro: PeerMacro {
    static func expansion(
      of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
      in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
      if !declaration.is(VariableDeclSyntax.self) {
        context.refuse(node, "@Keywords is for properties of a @Structured type")
      }
      for argument in node.arguments?.as(LabeledExprListSyntax.self) ?? [] {
        guard Keywords.json(argument.expression) == nil else { continue }
        context.refuse(
          argument.expression,
          "a literal is due here, numbers in decimals: the schema is written by the compiler")
      }
      return []
    }
  }

  /// What is said of a property: its doc comment and its `@Keywords`.
  struct Keywords {
    private(set) var attribute: AttributeSyntax?
    /// A JSON object; nil where nothing is said.
    private(set) var json: String?

    init(of variable: VariableDeclSyntax) {
      var members: [(name: String, value: String)] = []
      for element in variable.attributes {
        guard let attribute = element.as(AttributeSyntax.self),
          attribute.attributeName.trimmedDescription.split(separator: ".").last == "Keywords"
        else { continue }
        self.attribute = attribute
        for argument in attribute.arguments?.as(LabeledExprListSyntax.self) ?? [] {
          guard let name = argument.label?.text, let value = Self.json(argument.expression) else {
            continue
          }
          members.append((name, value))
        }
      }
      if !members.contains(where: { $0.name == "description" }),
        let words = DocComment.text(variable)
      {
        members.insert(("description", Self.quoted(words)), at: 0)
      }
      if members.isEmpty { return }
      let pairs = members.map { "\(Self.quoted($0.name)):\($0.value)" }
      json = "{\(pairs.joined(separator: ","))}"
    }

    /// A literal as JSON; nil for what is none.
    static func json(_ expression: ExprSyntax) -> String? {
      if let text = expression.as(StringLiteralExprSyntax.self) {
        return text.representedLiteralValue.map(quoted)
      }
      if let sign = expression.as(PrefixOperatorExprSyntax.self), sign.operator.text == "-" {
        return json(sign.expression).flatMap { $0.first?.isNumber == true ? "-" + $0 : nil }
      }
      let digits: String
      if let whole = expression.as(IntegerLiteralExprSyntax.self) {
        digits = whole.literal.text
      } else if let number = expression.as(FloatLiteralExprSyntax.self) {
        digits = number.literal.text
      } else {
        return nil
      }
      let plain = digits.filter { $0 != "_" }
      // Swift takes 0x10 and 007, JSON does not.
      guard plain.allSatisfy({ $0.isNumber || ".eE+-".contains($0) }) else { return nil }
      let head = plain.prefix { $0.isNumber }
      return head.count > 1 && head.first == "0" ? nil : plain
    }

    private static func quoted(_ text: String) -> String {
      String(decoding: JSONWriter.quoted(text), as: UTF8.self)
    }
  }
#endif
