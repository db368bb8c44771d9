public import AdhereWire

/// An error of a client that knows what kind of failure it is. Others count as
/// `ProviderError.Kind.unknown`.
public protocol ProviderErrorConvertible: Error {
  /// What failed, without a key.
  var providerError: ProviderError { get }
}

extension ProviderError {
  /// What was thrown in place of an answer. An unknown error is named by its type alone: its text
  /// may hold a key or an address.
  init(thrown error: any Error) {
    if let known = error as? any ProviderErrorConvertible {
      self = known.providerError
    } else if let known = error as? ProviderError {
      self = known
    } else {
      self.init(message: "the request failed: \(Swift.type(of: error))")
    }
  }
}

extension Reply.Attempt {
  /// A request that ended in an error; nil where it was cancelled, which says nothing of an answer.
  init?(_ request: ChatRequest, thrown error: any Error, _ contract: CompletionContract) {
    // A client may have an error of its own for it.
    guard !(error is CancellationError), !Task.isCancelled else { return nil }
    var completion = ChatCompletion()
    completion.error = ProviderError(thrown: error)
    self.init(request: request, completion: completion, judgement: contract.judge(completion))
  }
}
