import AdhereJSON
import AdherePlatform
import AdhereSchema

/// Times validation. Prints, tab separated: ours, data set, documents, bytes, valid, and per
/// document compile µs (per schema), validate ns, end-to-end ns, parse ns and violations ns; each
/// the median over many runs of the whole set.
///
/// With `--mark` one validation of the whole set runs between two SIGTRAPs, for counting
/// instructions by single-stepping.
enum ValidateBenchmark: Benchmark {
  static let name = "validate"
  static let usage = """
    adhere-bench validate [--mark] DIR...
             times JSON Schema validation over DIR/tools.tsv (schema TAB arguments) or
             DIR/schema.json + DIR/instances.jsonl
    """

  static func run(_ arguments: [String]) {
    let mark = arguments.contains("--mark")
    for folder in arguments where folder != "--mark" {
      do {
        try measure(folder, mark: mark)
      } catch {
        print("ours\t\(folder)\tERROR \(error)")
      }
    }
  }

  private static func measure(_ folder: String, mark: Bool) throws {
    let set = try DataSet(folder)
    let schemaDocuments = try set.schemas.map { try JSONDocument($0) }
    let schemas = try schemaDocuments.map { try CompiledSchema($0) }
    let documents = try set.instances.map { try JSONDocument($0) }
    // The tapes borrow from the documents.
    defer { withExtendedLifetime(documents) {} }
    let tapes = documents.map(\.tape)
    let n = tapes.count
    func schema(_ i: Int) -> CompiledSchema { schemas[schemas.count == 1 ? 0 : i] }
    let perDocument = (0..<n).map(schema)

    var valid = 0
    for i in 0..<n where perDocument[i].isValid(tapes[i]) { valid += 1 }
    func validateAll() -> Int {
      var count = 0
      for i in 0..<n where perDocument[i].isValid(tapes[i]) { count &+= 1 }
      return count
    }
    if mark {
      // The counter passes the first marker over.
      kill(getpid(), SIGTRAP)
      _ = validateAll()
      kill(getpid(), SIGTRAP)
      sink = validateAll()
      kill(getpid(), SIGTRAP)
      // Nothing is released between the markers.
      withExtendedLifetime((perDocument, schemas, schemaDocuments, set.instances)) {}
      return
    }
    let compile = median(budget: 0.1) {
      for document in schemaDocuments {
        if let compiled = try? CompiledSchema(document) { sink &+= compiled.root }
      }
    }
    let validate = median { sink &+= validateAll() }
    let violations = median {
      for i in 0..<n { sink &+= perDocument[i].violations(tapes[i]).count }
    }
    let padded = PaddedTexts(set.instances)
    var parser = TapeParser()
    let parse = median {
      for i in 0..<n {
        if parser.parse(padded: padded.start(i), count: padded.count(i)) == .complete {
          sink &+= parser.count
        }
      }
    }
    let endToEnd = median {
      for i in 0..<n {
        if parser.parse(padded: padded.start(i), count: padded.count(i)) == .complete,
          perDocument[i].isValid(parser.tape(over: padded.start(i)))
        {
          sink &+= 1
        }
      }
    }
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    let bytes = set.instances.reduce(0) { $0 + $1.count }
    func per(_ seconds: Double) -> String {
      let tenths = Int((seconds * 1e9 / Double(n) * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    let micro = Int((compile * 1e9 / Double(schemas.count) / 100).rounded())
    print(
      "ours\t\(name)\t\(n)\t\(bytes)\t\(valid)\t\(micro / 10).\(micro % 10)\t\(per(validate))\t\(per(endToEnd))\t\(per(parse))\t\(per(violations))"
    )
  }

  nonisolated(unsafe) private static var sink = 0

  /// Seconds of one run of the whole set.
  private static func median(budget: Double = 0.3, _ body: () -> Void) -> Double {
    Timing.median(of: .monotonic, budget: budget, most: 20_000, body)
  }
}
