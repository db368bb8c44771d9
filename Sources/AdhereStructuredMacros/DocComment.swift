#if Structured
  import SwiftSyntax
  import SwiftSyntaxBuilder

  /// The words of doc comments.
  enum DocComment {
    /// What stands before a declaration, or between its attributes and its name.
    static func text(_ declaration: some SyntaxProtocol) -> String? {
      if let words = text(declaration.leadingTrivia) { return words }
      for token in declaration.tokens(viewMode: .sourceAccurate).dropFirst() {
        // No further than the declaration's own keyword.
        if let words = text(token.leadingTrivia) { return words }
        switch token.tokenKind {
        case .keyword(.struct), .keyword(.enum), .keyword(.var), .keyword(.let), .keyword(.case):
          return nil
        default: continue
        }
      }
      return nil
    }

    /// Lines are joined to paragraphs, which stay apart.
    private static func text(_ trivia: Trivia) -> String? {
      var lines: [String] = []
      for piece in trivia {
        switch piece {
        case .docLineComment(let line): lines.append(stripped(line, of: "///"))
        case .docBlockComment(let block):
          let inner = block.dropFirst(3).dropLast(2)
          lines = inner.split(separator: "\n", omittingEmptySubsequences: false).map {
            stripped(stripped(String($0), of: ""), of: "*")
          }
        default: break
        }
      }
      let paragraphs = lines.split(whereSeparator: \.isEmpty).map { $0.joined(separator: " ") }
      return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n\n")
    }

    private static func stripped(_ line: String, of mark: String) -> String {
      var rest = Substring(line)
      if rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
      while let first = rest.first, first.isWhitespace { rest.removeFirst() }
      while let last = rest.last, last.isWhitespace { rest.removeLast() }
      return String(rest)
    }
  }

  /// A string of Swift that says this.
  func literal(_ text: String) -> String {
    StringLiteralExprSyntax(content: text).description
  }
#endif
