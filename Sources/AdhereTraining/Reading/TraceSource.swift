import AdhereJSON
public import AdherePlatform
public import AdhereTraces

/// Where an export's traces come from: a file of them, or a store.
///
/// A source gives its traces as they are written; reading them is work for the threads that make
/// rows. The order has to be the same every time, since the dataset depends on it.
public protocol TraceSource {
  /// The name of the source for people, such as its path.
  var name: String { get }

  /// Passes every line there is to `body`, one after the other, in bounded memory.
  ///
  /// - Parameter body: false ends the reading.
  /// - Throws: `TraceError` where the source cannot be read on.
  func forEach(_ body: (TraceLine) -> Bool) throws(TraceError)
}

/// A trace as a source holds it: a line of `schemas/record-trace.schema.json`, with what the
/// source knows better than the line.
public struct TraceLine: Sendable {
  /// The line; a failure where it cannot be one, such as for its length.
  public var json: Result<[UInt8], TraceError>
  /// What a store keeps beside the line; nil for lines of a file.
  private var stored: Stored?

  /// What may change after a trace was written.
  private struct Stored {
    var occurrences: Int
    var retainUntil: Timestamp?
  }

  /// A line of a file.
  public init(_ json: [UInt8]) { self.json = .success(json) }

  /// A line of a store, which knows what changed after the trace was written and gives only the
  /// traces that were asked for.
  ///
  /// - Parameters:
  ///   - json: the line, JSON text.
  ///   - occurrences: how often the same output to the same request was seen.
  ///   - retainUntil: when the right to keep the trace ends.
  public init(stored json: [UInt8], occurrences: Int, retainUntil: Timestamp?) {
    self.init(json)
    stored = Stored(occurrences: occurrences, retainUntil: retainUntil)
  }

  /// A line that cannot be read.
  public init(unreadable error: TraceError) { json = .failure(error) }

  /// A store chose it already.
  var isFromStore: Bool { stored != nil }

  /// The trace, as far as an export needs it.
  ///
  /// - Throws: `TraceError` where the line holds no trace.
  func trace(_ parser: ScratchParser) throws(TraceError) -> Trace {
    guard let tape = parser.parse(try json.get()) else {
      throw TraceError("not JSON: \(parser.failure?.message ?? "")")
    }
    var trace =
      TableForm.isRow(tape)
      ? try Trace(json: json.get()) : try Trace(tape: tape, hasDetails: false)
    if let stored {
      trace.occurrences = stored.occurrences
      trace.rights.retainUntil = stored.retainUntil
    }
    return trace
  }
}

extension TraceFileReader: TraceSource {
  /// The traces of the file, in its order.
  public func forEach(_ body: (TraceLine) -> Bool) throws(TraceError) {
    while let line = try nextText() {
      let text: TraceLine =
        switch line {
        case .success(let json): TraceLine(json)
        case .failure(let error): TraceLine(unreadable: error)
        }
      if !body(text) { return }
    }
  }
}
