#if Proxy
  import NIOCore

  /// Notes when a request begins to come, before there is a head to tell: one that never gets to its
  /// end must not hold a connection. Unchecked: it is used on its event loop alone.
  final class HeaderClock: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    private let client: ClientHandler

    init(_ client: ClientHandler) { self.client = client }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      client.headerBegins()
      context.fireChannelRead(data)
    }
  }
#endif
