import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging

/// An input of a ``Filter``.
package enum FilterSource: Sendable, Equatable {
  /// An open file descriptor, not closed by the filter. Its outputs are named by line alone.
  case descriptor(Int32)
  /// A file, opened when its turn comes.
  case file(String)

  package static let standardInput = FilterSource.descriptor(0)

  /// The name in failures; nil for descriptors.
  var name: String? {
    if case .file(let path) = self { return path }
    return nil
  }
}
