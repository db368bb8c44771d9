#if Client
  import AdherePlatform
  import AsyncHTTPClient
  import NIOCore

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
      let text =
        (error as? NIOCore.IOError).map { ClientError.reason(of: $0) } ?? String(describing: error)
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

    /// The reason as the system says it; the function that failed is nobody's business.
    private static func reason(of error: NIOCore.IOError) -> String {
      AdherePlatform.IOError.reason(error.errnoCode)
    }
  }
#endif
