#if Client
  import NIOCore
  import NIOHTTP1
  import NIOPosix
  import NIOSSL
  import Synchronization

  /// A server on this machine that plays the answers of a provider, one after the other.
  final class Loopback: Sendable {
    /// An answer, or what goes wrong in its place.
    struct Answer: Sendable {
      var status = 200
      var headers: [(String, String)] = []
      /// Written one after the other, each flushed.
      var pieces: [[UInt8]] = []
      /// Milliseconds before each piece but the first.
      var pause: Int64 = 0
      /// What the second piece waits for.
      var gate: EventLoopFuture<Void>?
      /// The connection is closed without an end to the body.
      var breaksOff = false
      /// The `content-length` that is written, right or wrong; nil writes chunks.
      var announced: Int?
      /// The connection is closed before anything is written.
      var hangsUp = false
      /// Nothing is ever answered.
      var isSilent = false

      static func body(_ text: String, status: Int = 200, _ headers: (String, String)...) -> Answer
      {
        Answer(status: status, headers: headers, pieces: [Array(text.utf8)])
      }

      static func stream(_ text: String, size: Int = 50) -> Answer {
        let bytes = Array(text.utf8)
        return Answer(
          headers: [("content-type", "text/event-stream")],
          pieces: stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
          })
      }
    }

    struct Request: Sendable {
      var uri: String
      var headers: [(String, String)]
      var body: [UInt8]
    }

    private struct State {
      var answers: [Answer] = []
      var requests: [Request] = []
    }

    private let state: Mutex<State>
    private let channel: any Channel
    let port: Int

    /// - Parameter answers: in order; the last one again and again.
    init(_ answers: [Answer], tls: NIOSSLContext? = nil) async throws {
      state = Mutex(State(answers: answers))
      let box = Box()
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: 4_096)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            if let tls {
              try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
            }
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(Handler(box))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
      port = channel.localAddress!.port!
      box.server.withLock { $0 = self }
    }

    var url: String { "http://127.0.0.1:\(port)/v1" }
    var requests: [Request] { state.withLock { $0.requests } }

    func stop() async { try? await channel.close() }

    private func answer(_ request: Request) -> Answer {
      state.withLock { state in
        state.requests.append(request)
        return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
      }
    }

    private final class Box: Sendable {
      let server = Mutex<Loopback?>(nil)
    }

    private final class Handler: ChannelInboundHandler {
      typealias InboundIn = HTTPServerRequestPart
      typealias OutboundOut = HTTPServerResponsePart

      private let box: Box
      private var request = Request(uri: "", headers: [], body: [])

      init(_ box: Box) { self.box = box }

      func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
          request = Request(
            uri: head.uri, headers: head.headers.map { ($0.name, $0.value) }, body: [])
        case .body(let buffer): request.body += buffer.readableBytesView
        case .end:
          guard let server = box.server.withLock({ $0 }) else { return }
          play(server.answer(request), context)
        }
      }

      private func play(_ answer: Answer, _ context: ChannelHandlerContext) {
        if answer.isSilent { return }
        if answer.hangsUp { return context.close(promise: nil) }
        var headers = HTTPHeaders(answer.headers)
        if let announced = answer.announced {
          headers.add(name: "content-length", value: String(announced))
        } else {
          headers.add(name: "transfer-encoding", value: "chunked")
        }
        context.writeAndFlush(
          wrapOutboundOut(
            .head(
              HTTPResponseHead(
                version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status),
                headers: headers))), promise: nil)
        write(answer.pieces[...], answer, context)
      }

      private func write(
        _ pieces: ArraySlice<[UInt8]>, _ answer: Answer, _ context: ChannelHandlerContext
      ) {
        guard let piece = pieces.first else {
          if answer.breaksOff { return context.close(promise: nil) }
          context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
          return
        }
        context.writeAndFlush(
          wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: piece)))), promise: nil)
        if let gate = answer.gate, pieces.count == answer.pieces.count {
          let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
          gate.hop(to: context.eventLoop).whenSuccess {
            let (handler, context) = bound.value
            handler.write(pieces.dropFirst(), answer, context)
          }
          return
        }
        guard answer.pause > 0 else { return write(pieces.dropFirst(), answer, context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(answer.pause)) {
          let (handler, context) = bound.value
          handler.write(pieces.dropFirst(), answer, context)
        }
      }
    }
  }
#endif
