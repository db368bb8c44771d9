internal import AdhereSchema
internal import AdhereJSON

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Times validation. Prints, tab separated: ours, data set, documents, bytes, valid, and per
/// document compile µs (per schema), validate ns, end-to-end ns, parse ns and violations ns; each
/// the median over many runs of the whole set.
///
/// With `--mark` one validation of the whole set runs between two SIGTRAPs, for counting
/// instructions by single-stepping.
enum ValidateBenchmark {
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
    let set = try load(folder)
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
    let compile = median(budget: 100_000_000) {
      for document in schemaDocuments {
        if let compiled = try? CompiledSchema(document) { sink &+= compiled.root }
      }
    }
    let validate = median { sink &+= validateAll() }
    let violations = median {
      for i in 0..<n { sink &+= perDocument[i].violations(tapes[i]).count }
    }
    let padded = Padded(set.instances)
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
    func per(_ ns: Double) -> String {
      let tenths = Int((ns / Double(n) * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
    let micro = Int((compile / Double(schemas.count) / 100).rounded())
    print(
      "ours\t\(name)\t\(n)\t\(bytes)\t\(valid)\t\(micro / 10).\(micro % 10)\t\(per(validate))\t\(per(endToEnd))\t\(per(parse))\t\(per(violations))"
    )
  }

  nonisolated(unsafe) private static var sink = 0

  // MARK: - Data

  private struct DataSet {
    var schemas: [[UInt8]]
    var instances: [[UInt8]]
  }

  private static func load(_ folder: String) throws -> DataSet {
    if let table = read(folder + "/tools.tsv") {
      var set = DataSet(schemas: [], instances: [])
      for line in table.split(separator: UInt8(ascii: "\n")) {
        let parts = line.split(separator: UInt8(ascii: "\t"))
        guard parts.count == 2 else { continue }
        set.schemas.append(Array(parts[0]))
        set.instances.append(Array(parts[1]))
      }
      return set
    }
    guard let schema = read(folder + "/schema.json"),
      let lines = read(folder + "/instances.jsonl")
    else { throw Missing() }
    return DataSet(
      schemas: [schema],
      instances: lines.split(separator: UInt8(ascii: "\n")).map { Array($0) })
  }

  struct Missing: Error {}

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = fread(&chunk, 1, chunk.count, file)
      if got == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<got])
    }
  }

  /// The texts one after the other, each with the padding the parser needs.
  private final class Padded {
    private let memory: UnsafeMutablePointer<UInt8>
    private var places: [(start: Int, count: Int)] = []

    init(_ texts: [[UInt8]]) {
      let size = texts.reduce(0) { $0 + $1.count + TapeParser.padding }
      memory = .allocate(capacity: size + 1)
      memory.initialize(repeating: 0, count: size + 1)
      var at = 0
      for text in texts {
        for (i, byte) in text.enumerated() { memory[at + i] = byte }
        places.append((at, text.count))
        at += text.count + TapeParser.padding
      }
    }

    deinit { memory.deallocate() }

    func start(_ i: Int) -> UnsafePointer<UInt8> { UnsafePointer(memory + places[i].start) }
    func count(_ i: Int) -> Int { places[i].count }
  }

  // MARK: - Time

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// Nanoseconds of one run: the median of as many as fit the budget, five at least.
  private static func median(budget: Double = 300_000_000, _ body: () -> Void) -> Double {
    body()
    var times: [Double] = []
    var total = 0.0
    while total < budget && times.count < 20_000 || times.count < 5 {
      let start = now()
      body()
      let time = now() - start
      times.append(time)
      total += time
    }
    times.sort()
    return times[times.count / 2]
  }
}
