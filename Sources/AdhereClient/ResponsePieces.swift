#if Client
  public import AdhereJudging
  import AsyncHTTPClient
  import NIOCore

  /// The body of an answer, in the pieces it comes in. Bounded: a longer one is an error. To be
  /// read once.
  public struct ResponsePieces: AsyncSequence, ResponseHead, Sendable {
    /// Some bytes of the body.
    public typealias Element = [UInt8]

    /// HTTP status.
    public let status: Int
    /// Response headers, names in lower case.
    public let headers: [String: String]
    let limit: Int
    private let idleTimeout: Duration?
    private let body: HTTPClientResponse.Body
    private let key: APIKey?
    /// What was read before the body was passed on.
    private(set) var first: [UInt8] = []
    private var iterator: BodyIterator?
    private var isWhole = false

    init(
      status: Int, headers: [String: String], limit: Int, idleTimeout: Duration?,
      body: HTTPClientResponse.Body, key: APIKey?
    ) {
      self.idleTimeout = idleTimeout
      self.status = status
      self.headers = headers
      self.limit = limit
      self.body = body
      self.key = key
    }

    mutating func readFirst() async throws {
      let pieces = BodyIterator(body)
      iterator = pieces
      guard let piece = try await pieces.next() else {
        throw ClientError(.connection, "the answer ended before it began")
      }
      first = piece
    }

    mutating func readAll() async throws {
      let pieces = BodyIterator(body)
      while let piece = try await pieces.next() {
        guard first.count + piece.count <= limit else {
          throw ClientError(.tooLong, "the answer is longer than \(limit) bytes")
        }
        first += piece
      }
      isWhole = true
    }

    /// The pieces from the first on. To be called once.
    public func makeAsyncIterator() -> Iterator {
      Iterator(
        first: first, rest: isWhole ? nil : iterator, limit: limit, idleTimeout: idleTimeout,
        key: key)
    }

    /// Reads the pieces.
    public struct Iterator: AsyncIteratorProtocol {
      private var first: [UInt8]?
      private let rest: BodyIterator?
      private var left: Int
      private let idleTimeout: Duration?
      private let key: APIKey?

      init(
        first: [UInt8], rest: BodyIterator?, limit: Int, idleTimeout: Duration?, key: APIKey?
      ) {
        self.idleTimeout = idleTimeout
        self.first = first
        self.rest = rest
        left = limit
        self.key = key
      }

      /// The next piece; nil at the end.
      ///
      /// - Throws: ``ClientError`` where the connection fails or the body is longer than the limit.
      public mutating func next() async throws -> [UInt8]? {
        let piece: [UInt8]
        if let first {
          self.first = nil
          piece = first
        } else {
          do {
            guard let next = try await self.next(of: rest) else { return nil }
            piece = next
          } catch {
            throw try ClientError(wrapping: error, key)
          }
        }
        left -= piece.count
        guard left >= 0 else { throw ClientError(.tooLong, "the answer is longer than the limit") }
        return piece
      }

      private func next(of rest: BodyIterator?) async throws -> [UInt8]? {
        guard let rest else { return nil }
        guard let idleTimeout else { return try await rest.next() }
        return try await Deadline.within(idleTimeout, "the next piece of the stream") {
          try await rest.next()
        }
      }
    }
  }

  /// The iterator of a body, carried from the first piece to the rest. Unchecked: a body has one
  /// reader, which takes one piece after the other.
  final class BodyIterator: @unchecked Sendable {
    private var base: HTTPClientResponse.Body.AsyncIterator

    init(_ body: HTTPClientResponse.Body) { base = body.makeAsyncIterator() }

    func next() async throws -> [UInt8]? {
      while true {
        guard let buffer = try await base.next() else { return nil }
        if buffer.readableBytes > 0 { return Array(buffer.readableBytesView) }
      }
    }
  }
#endif
