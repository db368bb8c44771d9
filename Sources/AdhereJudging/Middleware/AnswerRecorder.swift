/// Receives the replies to requests, to count them and to keep traces of them.
///
/// ``Middleware`` and `ProviderClient` call it from the task that sent the request; calls of several
/// tasks may overlap. `AdherenceRecorder` is one that counts, redacts and keeps traces.
public protocol AnswerRecorder: Sendable {
  /// A request was answered, or its last attempt ended in an error, which is an attempt too.
  ///
  /// - Parameters:
  ///   - reply: the answer, with every attempt before it.
  ///   - nanoseconds: duration of judging each attempt; empty where it was not measured.
  func record(_ reply: Reply, nanoseconds: [Int])
  /// A request was sent again because the provider failed.
  ///
  /// - Parameter reason: of a bounded set of words, such as a status or the name of an error.
  func count(retry reason: String)
  /// A stream was ended before its end.
  func count(abort reason: StreamAbort.Reason)
}
