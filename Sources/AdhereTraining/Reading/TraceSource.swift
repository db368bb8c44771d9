public import AdherePlatform
public import AdhereTraces
import AdhereJudging
import AdhereJSON

/// Where an export's traces come from: a file of them, or a store.
///
/// A source hands its traces over as they are written; reading them is work for the threads that
/// make rows. The order has to be the same every time, since the dataset depends on it.
public protocol TraceSource {
  /// As it is told to users.
  var name: String { get }

  /// Hands over everything there is, one after the other, in bounded memory.
  ///
  /// - Parameter body: false ends the reading.
  /// - Throws: ``Adherence/TraceError`` where the source cannot be read on.
  func forEach(_ body: (TraceLine) -> Bool) throws(TraceError)
}

/// A trace as a source holds it: a line of `schemas/record-trace.schema.json`, with what the
/// source knows better than the line.
public struct TraceLine: Sendable {
  /// The line; a failure where it cannot be one, such as for its length.
  public var json: Result<[UInt8], TraceError>
  /// What a store keeps beside the line; nil where the line says it all.
  public var standing: Standing?

  /// What may change after a trace was written.
  public struct Standing: Sendable {
    public var occurrences: Int
    public var retainUntil: Timestamp?

    public init(occurrences: Int, retainUntil: Timestamp?) {
      self.occurrences = occurrences
      self.retainUntil = retainUntil
    }
  }

  public init(_ json: [UInt8], standing: Standing? = nil) {
    self.json = .success(json)
    self.standing = standing
  }

  public init(unreadable error: TraceError) { json = .failure(error) }

  /// The trace, as far as an export needs it.
  ///
  /// - Throws: ``Adherence/TraceError`` where it is none.
  func trace(_ parser: ScratchParser) throws(TraceError) -> Trace {
    guard let tape = parser.parse(try json.get()) else {
      throw TraceError("not JSON: \(parser.failure?.message ?? "")")
    }
    var trace = try Trace(tape: tape, hasDetails: false)
    if let standing {
      trace.occurrences = standing.occurrences
      trace.rights.retainUntil = standing.retainUntil
    }
    return trace
  }
}

extension TraceFileReader: TraceSource {
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
