/// What a provider answered a request with, as an HTTP client has it.
///
///     try await middleware.complete(request) { request in
///       let (status, headers, body) = try await myClient.post(request.bytes)
///       return ProviderResponse(body, status: status, headers: headers)
///     }
public struct ProviderResponse: Sendable, Equatable {
  /// The body.
  public var body: [UInt8]
  /// HTTP status; nil where it is not known.
  public var status: Int?
  /// Response headers, names in lower case; of a name that comes twice the last one.
  public var headers: [String: String]

  /// - Parameters:
  ///   - body: as it came, whatever the status.
  ///   - status: HTTP status.
  ///   - headers: in any case.
  public init(
    _ body: some Sequence<UInt8>, status: Int? = nil,
    headers: some Sequence<(key: String, value: String)> = [:]
  ) {
    self.body = Array(body)
    self.status = status
    self.headers = Dictionary(
      headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
  }
}

/// The body of a response that comes in pieces and knows what stood before it: replies of streams
/// have their status and headers from it.
public protocol ResponseHead {
  /// HTTP status.
  var status: Int { get }
  /// Response headers.
  var headers: [String: String] { get }
}
