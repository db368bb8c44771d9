/// The parts of a dataset.
enum Split: Int, CaseIterable {
  case train, validation, test

  var name: String {
    switch self {
    case .train: "train"
    case .validation: "validation"
    case .test: "test"
    }
  }
}

/// Assigns rows to splits by a hash of their session, or of their prompt where they have none:
/// no shuffling, and the same row goes the same way however many others come.
struct Splitter {
  private let salt: UInt64
  private let validation: UInt64
  private let test: UInt64
  private var prompts = [HashSet64](repeating: HashSet64(), count: Split.allCases.count)

  /// Prompts that found no room in memory; they may be in two splits by way of two sessions.
  var forgotten: Int { prompts.reduce(0) { $0 + $1.forgotten } }

  var isSplitting: Bool { validation + test > 0 }

  init(_ options: CurationOptions) {
    salt = RowHash.hash(Array(options.salt.utf8))
    validation = UInt64(options.validationShare * 100_000)
    test = UInt64(options.testShare * 100_000)
  }

  /// The split of a row; nil where its prompt is in another split already, by way of another
  /// session.
  mutating func split(group: UInt64, prompt: UInt64) -> Split? {
    guard isSplitting else { return .train }
    var hash = RowHash()
    hash.add(salt)
    hash.add(group)
    let bucket = hash.finish() % 100_000
    let split: Split =
      bucket < validation ? .validation : bucket < validation + test ? .test : .train
    for other in Split.allCases where other != split && prompts[other.rawValue].contains(prompt) {
      return nil
    }
    prompts[split.rawValue].insert(prompt)
    return split
  }
}
