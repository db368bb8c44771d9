public import Adherence

/// Where an export's traces come from: a file of them, or a store.
public protocol TraceSource {
  /// As it is told to users.
  var name: String { get }
  /// The next trace, or a line that holds none; nil at the end.
  func next() throws(TraceError) -> TraceFileReader.Line?
}

extension TraceFileReader: TraceSource {}
