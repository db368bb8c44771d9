public import AdhereWire

/// An error of a client that knows what kind of failure it is. Others count as ``AdhereWire/ProviderError/Kind/unknown``.
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

extension ChatCompletion {
  /// The answer that a request got which ended in an error.
  init(thrown error: any Error) {
    self.init()
    self.error = ProviderError(thrown: error)
  }
}
