#if Proxy
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import NIOSSL
  import Synchronization

  /// An upstream on this machine that plays what it is told, byte for byte: its answers may be no
  /// HTTP at all.
  final class PlayedUpstream: Sendable {
    enum Step: Sendable {
      case write([UInt8])
      /// Milliseconds.
      case wait(Int64)
      case close
      /// Nothing more, and no end.
      case hang
    }

    struct Request: Sendable {
      var method: String
      var uri: String
      var headers: [(String, String)]
      var body: [UInt8] = []
      /// Of the connection, in the order in which they were made.
      var connection: Int

      func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name }?.1
      }
    }

    struct State {
      var plays: [[Step]] = []
      var requests: [Request] = []
      var connections = 0
      /// When connections were ended by the other side, in nanoseconds.
      var closed: [UInt64] = []
      var received = 0
    }

    private let state: Mutex<State>
    private let channel: any Channel
    let port: Int

    /// - Parameter plays: for one request after the other; the last one again and again.
    init(_ plays: [[Step]], tls: NIOSSLContext? = nil) throws {
      state = Mutex(State(plays: plays))
      let box = Box()
      channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 1024)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
            try pipeline.addHandler(
              ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
            try pipeline.addHandler(Handler(box))
          }
        }
        .bind(host: "127.0.0.1", port: 0).wait()
      port = channel.localAddress?.port ?? 0
      box.upstream.withLock { $0 = self }
    }

    deinit { channel.close(promise: nil) }

    var url: String { "http://127.0.0.1:\(port)/v1" }
    var requests: [Request] { state.withLock { $0.requests } }
    var connections: Int { state.withLock { $0.connections } }
    var closed: [UInt64] { state.withLock { $0.closed } }
    /// Bytes of bodies.
    var received: Int { state.withLock { $0.received } }

    private func next(_ request: Request) -> [Step] {
      state.withLock { state in
        state.requests.append(request)
        return state.plays.count > 1 ? state.plays.removeFirst() : state.plays.first ?? []
      }
    }

    private final class Box: Sendable {
      let upstream = Mutex<PlayedUpstream?>(nil)
    }

    private final class Handler: ChannelInboundHandler, @unchecked Sendable {
      typealias InboundIn = HTTPServerRequestPart
      typealias OutboundOut = ByteBuffer

      private let box: Box
      private var request: Request?
      private var number = 0
      private var isOver = false
      private var upstream: PlayedUpstream? { box.upstream.withLock { $0 } }

      init(_ box: Box) { self.box = box }

      func channelActive(context: ChannelHandlerContext) {
        number =
          upstream?.state.withLock { state in
            state.connections += 1
            return state.connections
          } ?? 0
      }

      func channelInactive(context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        upstream?.state.withLock { $0.closed.append(monotonic()) }
      }

      func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
      }

      func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
          request = Request(
            method: head.method.rawValue, uri: head.uri,
            headers: head.headers.map { ($0.name, $0.value) }, connection: number)
        case .body(let bytes):
          request?.body += bytes.readableBytesView
          upstream?.state.withLock { $0.received += bytes.readableBytes }
        case .end:
          guard let request else { return }
          self.request = nil
          play(upstream?.next(request) ?? [], context.channel)
        }
      }

      private func play(_ steps: [Step], _ channel: any Channel) {
        var steps = steps
        while !steps.isEmpty {
          switch steps.removeFirst() {
          case .write(let bytes):
            channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
          case .wait(let milliseconds):
            let rest = steps
            channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) { [self] in
              play(rest, channel)
            }
            return
          case .close:
            isOver = true
            channel.close(promise: nil)
            return
          case .hang: return
          }
        }
      }
    }
  }

  extension [PlayedUpstream.Step] {
    /// A whole answer in one body.
    static func answer(
      _ body: String, status: String = "200 OK", _ headers: String...
    ) -> [PlayedUpstream.Step] {
      let lines = (["content-type: application/json"] + headers).joined(separator: "\r\n")
      return [
        .write(
          [UInt8](
            "HTTP/1.1 \(status)\r\n\(lines)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
              .utf8))
      ]
    }

    /// A stream of events, one chunk each, `pause` milliseconds apart.
    static func stream(_ events: [String], pause: Int64 = 0, ends: Bool = true)
      -> [PlayedUpstream.Step]
    {
      var steps: [PlayedUpstream.Step] = [
        .write(
          [UInt8](
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
              .utf8))
      ]
      for event in events {
        if pause > 0 { steps.append(.wait(pause)) }
        steps.append(.write(chunk(event)))
      }
      if ends { steps.append(.write([UInt8]("0\r\n\r\n".utf8))) }
      return steps
    }

    static func chunk(_ text: String) -> [UInt8] {
      [UInt8]("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
    }
  }

  /// Nanoseconds since some fixed moment.
  func monotonic() -> UInt64 { NIODeadline.now().uptimeNanoseconds }
#endif
