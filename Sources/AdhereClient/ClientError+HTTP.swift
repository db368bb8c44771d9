#if Client
  import AsyncHTTPClient

  extension ClientError {
    /// The error of the HTTP client in our own words, without the key.
    ///
    /// - Throws: `CancellationError` where the task was cancelled, which is no failure.
    init(wrapping error: any Error, _ key: APIKey?) throws {
      if error is CancellationError { throw error }
      if let error = error as? ClientError {
        self = error
        return
      }
      let text = String(describing: error)
      let message = key?.redacting(text) ?? text
      if let error = error as? HTTPClientError {
        if error == .cancelled { throw CancellationError() }
        let isTimeout = [
          HTTPClientError.readTimeout, .connectTimeout, .deadlineExceeded,
          .getConnectionFromPoolTimeout, .writeTimeout,
        ].contains(error)
        let isAddress = [HTTPClientError.invalidURL, .emptyHost, .emptyScheme].contains(error)
        self.init(isTimeout ? .timeout : isAddress ? .address : .connection, message)
      } else {
        self.init(.connection, message)
      }
    }
  }
#endif
