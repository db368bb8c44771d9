import Foundation
import Testing

/// A Markdown page of the project, with what tests run and look up of it.
struct DocumentationPage: CustomTestStringConvertible, Sendable {
  /// One command of a console session, and what the page shows as its output.
  struct Command {
    var line: String
    var output: String
  }

  static let readme = DocumentationPage(path: "README.md")
  static let contributing = DocumentationPage(path: ".github/CONTRIBUTING.md")
  static let template = DocumentationPage(path: ".github/PULL_REQUEST_TEMPLATE.md")
  static let catalogue = "Sources/Adherence/Adherence.docc"
  /// The articles of the manual, and its landing page.
  static let articles = [
    "Adherence", "Filtering", "Explaining", "WholeAnswers", "Migrating", "MetricsAndStore",
    "Checking",
    "Schemas", "Exporting", "Shaping", "AtScale", "Library", "Benchmarks", "Design",
  ].map { DocumentationPage(path: "\(catalogue)/\($0).md") }
  static let all = [readme, contributing, template] + articles

  /// From the root of the package.
  let path: String

  var testDescription: String { path }
  var file: URL { CommandRun.package.appendingPathComponent(path) }
  var text: String { get throws { try String(contentsOf: file, encoding: .utf8) } }

  /// Contents of the fenced blocks of a language.
  func blocks(_ language: String) throws -> [String] {
    try text.components(separatedBy: "\n```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }

  /// The console sessions: each is a list of commands, in order.
  var sessions: [[Command]] {
    get throws {
      try blocks("console").map { session in
        var commands: [Command] = []
        for line in session.components(separatedBy: "\n") {
          if line.hasPrefix("$ ") {
            commands.append(Command(line: String(line.dropFirst(2)), output: ""))
          } else if !commands.isEmpty {
            commands[commands.count - 1].output += line + "\n"
          }
        }
        return commands
      }
    }
  }

  /// Paths of the tree that the page names anywhere; where a name is left open, as in
  /// `Sources/<Room>` and `corpus/*.jsonl`, the folder before it.
  var paths: Set<String> {
    get throws {
      let pattern = #/(?:Sources|Tests|corpus|schemas|\.ci|\.github)(?:/[\w.+<>*-]+)+/#
      let text = try text
      var found: Set<String> = []
      for match in text.matches(of: pattern) {
        if match.range.lowerBound > text.startIndex {
          let before = text[text.index(before: match.range.lowerBound)]
          guard !before.isLetter, !before.isNumber, !"/._-".contains(before) else { continue }
        }
        let parts = match.output.split(separator: "/")
        let named = parts.prefix { !$0.contains("<") && !$0.contains("*") }
        let path = named.joined(separator: "/")
        found.insert(path.hasSuffix(".") ? String(path.dropLast()) : path)
      }
      return found
    }
  }

  /// Files that the page links to, as paths from the root of the package.
  var links: Set<String> {
    get throws {
      let text = try text
      var found: Set<String> = []
      let folder = path.split(separator: "/").dropLast()
      for match in text.matches(of: #/\]\(([^)#]+)/#) where !match.1.contains("://") {
        var parts = Array(folder)
        for part in match.1.split(separator: "/") {
          if part == ".." { parts.removeLast() } else { parts.append(part) }
        }
        found.insert(parts.joined(separator: "/"))
      }
      for match in text.matches(of: #/<doc:([^>]+)>/#) {
        found.insert("\(DocumentationPage.catalogue)/\(match.1).md")
      }
      return found
    }
  }
}
