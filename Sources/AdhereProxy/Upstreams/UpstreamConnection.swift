#if Proxy
  import AdherePlatform
  import NIOCore
  import NIOHTTP1
  import NIOSSL

  /// Names of NIO's parts of an answer.
  enum HTTPResponseParts {
    typealias Head = HTTPResponseHead
    typealias Trailers = HTTPHeaders
  }

  /// One connection to an upstream, for one exchange after another. Unchecked: it is used on its
  /// event loop alone.
  final class UpstreamConnection: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = ByteBuffer

    let channel: any Channel
    private let pool: UpstreamPool
    private let decoder: AnswerDecoder
    private var context: ChannelHandlerContext?
    private var writer: MessageWriter
    /// Whose answer is read; nil while it is idle.
    private var receiver: (any UpstreamReceiver)?
    /// It has served an exchange before this one.
    private(set) var isReused = false
    /// The monotonic time since which it is idle.
    private(set) var idleSince = 0
    private var hasAnswerBegun = false
    private var keepsAlive = true
    private var isRequestSent = false
    private var lastError: (any Error)?

    init(_ channel: any Channel, _ pool: UpstreamPool, _ decoder: AnswerDecoder) {
      self.channel = channel
      self.pool = pool
      self.decoder = decoder
      writer = MessageWriter(channel.allocator)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    var isWritable: Bool { channel.isWritable }

    // MARK: - The request

    func begin(_ receiver: any UpstreamReceiver) {
      self.receiver = receiver
      hasAnswerBegun = false
      keepsAlive = true
      isRequestSent = false
    }

    /// - Parameter isChunked: the length of the body is not known.
    func send(_ head: HTTPRequestHead, isChunked: Bool = false) {
      decoder.expectAnswer(to: head)
      writer.begin(head, isChunked: isChunked)
    }

    func send(_ body: ByteBuffer) {
      guard let context else { return }
      writer.body(body) { context.write(wrapOutboundOut($0), promise: nil) }
    }

    func send(_ body: [UInt8]) { writer.body(body) }

    func sendEnd(_ trailers: HTTPHeaders? = nil) {
      isRequestSent = true
      writer.end(trailers)
    }

    func flush() {
      guard let context else { return }
      if let bytes = writer.take() {
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
      } else {
        context.flush()
      }
    }

    /// The exchange wants no more of it: it is closed at once, so that the upstream stops working.
    func abandon() {
      receiver = nil
      channel.close(mode: .all, promise: nil)
    }

    /// Goes on reading, after the receiver did not take bytes.
    func resume() { if receiver?.takesUpstreamBytes ?? true { channel.read() } }

    // MARK: - The answer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        if (100...199).contains(head.status.code), head.status.code != 101 { return }
        guard let receiver else { return abandon() }
        guard head.status.code != 101 else {
          return fail(.invalid, "the upstream switches protocols without being asked")
        }
        hasAnswerBegun = true
        keepsAlive = head.isKeepAlive
        receiver.upstream(head)
      case .body(let bytes): receiver?.upstream(bytes)
      case .end(let trailers):
        guard hasAnswerBegun, let receiver else { return }
        self.receiver = nil
        // What follows an answer that came before its request was sent belongs to nobody.
        if keepsAlive, isRequestSent, channel.isActive {
          isReused = true
          idleSince = SystemClock.monotonic()
          pool.give(back: self)
        } else {
          channel.close(mode: .all, promise: nil)
        }
        receiver.upstreamEnded(trailers)
      }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
      receiver?.upstreamPaused()
      if receiver?.takesUpstreamBytes ?? true { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
      if context.channel.isWritable { receiver?.upstreamIsWritable() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      lastError = lastError ?? error
      context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
      pool.remove(self)
      let isStale = isReused && !hasAnswerBegun
      if lastError is NIOSSLError || lastError is BoringSSLError, !hasAnswerBegun {
        let text = lastError.map { "\($0)" } ?? ""
        return fail(.connect, "TLS with \(pool.upstream.address) failed: \(text)")
      }
      let what = hasAnswerBegun ? "before the answer did" : "before it answered"
      let kind: UpstreamFailure.Kind =
        lastError is HTTPParserError && hasAnswerBegun == false ? .invalid : .closed
      fail(kind, "the upstream ended the connection \(what)", isStale: isStale)
    }

    private func fail(_ kind: UpstreamFailure.Kind, _ message: String, isStale: Bool = false) {
      guard let receiver else { return }
      self.receiver = nil
      channel.close(mode: .all, promise: nil)
      receiver.upstreamFailed(UpstreamFailure(kind: kind, message: message, isStale: isStale))
    }
  }
#endif
