import AdhereBytes
import AdhereJSON

/// Checks a dataset, by whatever tool it was written, line by line, for one target.
///
///     let linter = Linter(target)
///     for line in lines { for problem in linter.check(line: line) { print(problem.message) } }
///     let rest = linter.finish()
public final class Linter {
  private let target: Target
  private let checker: RowChecker
  private let parser: ScratchParser
  private let inner = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
  private var seen: [UInt64: Int] = [:]
  private var others: [UInt64: Int] = [:]
  private var prompts: [UInt64: Int] = [:]
  private var number = 0
  private var bytes = 0
  private var forms: Set<String> = []
  /// Lines that hold a row.
  public private(set) var rows = 0

  /// A linter of one file, for one target.
  public init(_ target: Target) {
    self.target = target
    checker = RowChecker(target)
    parser = ScratchParser(ParseOptions(maximumDepth: RowChecker.maximumDepth))
  }

  /// Takes in a line of the other split, whose prompts must not stand in this one.
  public func add(other line: [UInt8]) {
    number += 1
    if let tape = parser.parse(line), let key = prompt(tape) { others[key] = number }
  }

  /// Begins the file itself, after the other split.
  public func begin() { number = 0 }

  /// What is wrong with the next line.
  ///
  /// - Parameter line: without its LF; a CR before it is a problem.
  public func check(line: [UInt8]) -> [RowProblem] {
    number += 1
    bytes += line.count + 1
    var line = line
    var problems: [RowProblem] = []
    func add(_ severity: RowProblem.Severity, _ rule: String, _ message: String) {
      problems.append(RowProblem(severity, line: number, rule: rule, message: message))
    }
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
      add(.error, "file", "the file begins with a byte-order mark")
      line.removeFirst(3)
    }
    if line.last == ASCII.carriageReturn {
      add(.warning, "file", "the line ends with CR LF")
      line.removeLast()
    }
    if line.allSatisfy({ $0 == ASCII.space || $0 == ASCII.tab }) {
      add(.error, "file", "the line is blank")
      return problems
    }
    guard let tape = parser.parse(line) else {
      let failure = parser.failure
      let place = failure.map { "column \($0.offset + 1): \($0.message)" } ?? ""
      add(
        .error, "file", failure?.code == .invalidUTF8 ? "not UTF-8: \(place)" : "not JSON: \(place)"
      )
      return problems
    }
    let duplicateKey = parser.duplicateKey
    rows += tape.kind(0) == .object ? 1 : 0
    problems += checker.check(tape, duplicateKey: duplicateKey).map {
      var problem = $0
      problem.line = number
      return problem
    }
    guard tape.kind(0) == .object else { return problems }
    problems += compare(tape)
    return problems
  }

  /// What is wrong with the file as a whole.
  public func finish() -> [RowProblem] {
    var problems: [RowProblem] = []
    func add(_ severity: RowProblem.Severity, _ rule: String, _ message: String) {
      problems.append(RowProblem(severity, rule: rule, message: message))
    }
    if number == 0 { add(.error, "file", "the file is empty") }
    let limits = target.limits
    if rows < limits.minimumRows, number > 0 {
      add(.error, "limits", "\(rows) rows; \(target.name) takes \(limits.minimumRows) or more")
    }
    if let most = limits.maximumRows, rows > most {
      add(.error, "limits", "\(rows) rows; \(target.name) takes \(most) at most")
    }
    if let most = limits.maximumBytes, bytes > most {
      add(.error, "limits", "\(bytes) bytes; \(target.name) takes \(most) at most")
    }
    if let most = target.trainer.signedUploadBytes, bytes > most {
      add(.warning, "limits", "above 150 MB the upload by signed URL is needed")
    }
    if forms.count > 1 {
      add(
        .error, "columns",
        "rows of different forms in one file: \(forms.sorted().joined(separator: "; "))")
    }
    return problems
  }

  private func compare(_ tape: Tape) -> [RowProblem] {
    var problems: [RowProblem] = []
    if target.trainer.wantsOneForm {
      forms.insert(
        ["messages", "prompt", "text", "input"].filter { name in
          tape.children(of: 0).contains { tape.string($0) == name }
        }.joined(separator: " and "))
    }
    let key = RowHash.hash(AnswerKey.form(tape, 0, inner))
    if let first = seen[key] {
      problems.append(
        RowProblem(
          .warning, line: number, rule: "duplicate",
          message: "the same row as line \(first), but for ids"))
    } else {
      seen[key] = number
    }
    if !others.isEmpty, let prompt = prompt(tape),
      prompts.updateValue(number, forKey: prompt) == nil,
      let other = others[prompt]
    {
      problems.append(
        RowProblem(
          .error, line: number, rule: "leak",
          message: "the same prompt as line \(other) of the other split"))
    }
    return problems
  }

  /// The messages up to the last answer, whatever the layout calls them.
  private func prompt(_ tape: Tape) -> UInt64? {
    let holder = tape.present("input", of: 0) ?? 0
    guard
      let list = tape.present("messages", of: holder) ?? tape.present("prompt", of: holder)
        ?? tape.present("contents", of: holder)
    else { return nil }
    var items = Array(tape.children(of: list))
    if let last = items.last, let role = tape.member("role", of: last),
      tape.isString("assistant", at: role) || tape.isString("model", at: role)
    {
      items.removeLast()
    }
    var hash = RowHash()
    if items.isEmpty { hash.add(AnswerKey.form(tape, list, inner)) }
    for item in items { hash.add(AnswerKey.form(tape, item, inner)) }
    return hash.finish()
  }
}
