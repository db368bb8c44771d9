/// A mode of `adhere-bench`: a folder of its own.
protocol Benchmark {
  /// The word that chooses it.
  static var name: String { get }
  /// What follows `usage:` and seven spaces, line by line.
  static var usage: String { get }

  /// Measures, and prints what it measured.
  ///
  /// - Parameter arguments: those after the name.
  static func run(_ arguments: [String])
}
