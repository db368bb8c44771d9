#if Proxy
  import AdhereJSON
  import AdherePlatform
  import AdhereReport
  import AdhereTallies
  import AdhereTraces
  import NIOCore
  import NIOHTTP1

  /// Serves the admin listener: health, metrics, the report, traces and the configuration.
  final class AdminHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private unowned let server: ProxyServer
    private var head: HTTPRequestHead?

    init(_ server: ProxyServer) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body: break
      case .end:
        guard let head else { return }
        self.head = nil
        answer(head, context)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
      let answer = page(head)
      var out = HTTPResponseHead.ours(answer.status, answer.type, answer.body.count)
      out.headers.add(name: "cache-control", value: "no-store")
      // A page with what models wrote runs nothing and loads nothing.
      out.headers.add(
        name: "content-security-policy", value: "default-src 'none'; style-src 'unsafe-inline'")
      out.headers.add(name: "x-content-type-options", value: "nosniff")
      if !head.isKeepAlive { out.headers.add(name: "connection", value: "close") }
      context.write(wrapOutboundOut(.head(out)), promise: nil)
      if head.method != .HEAD {
        let buffer = context.channel.allocator.buffer(bytes: answer.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
      }
      let channel = context.channel
      let isLast = !head.isKeepAlive
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
        if isLast { channel.close(promise: nil) }
      }
    }

    private typealias Page = (status: HTTPResponseStatus, type: String, body: [UInt8])

    private func page(_ head: HTTPRequestHead) -> Page {
      guard head.method == .GET || head.method == .HEAD else {
        return text(.methodNotAllowed, "only GET is answered here\n")
      }
      let path = String(head.uri.prefix { $0 != "?" })
      switch path {
      case "/healthz": return text(.ok, "ok\n")
      case "/readyz":
        return server.isDraining
          ? text(.serviceUnavailable, "draining\n") : text(.ok, "ready\n")
      case "/metrics": return metrics(head)
      case "/report":
        return (
          .ok, "text/html; charset=utf-8",
          Array(Report(server.recorder?.tallies ?? Tallies()).html().utf8)
        )
      case "/config":
        return (
          .ok, "application/json", ConfigurationPage.json(server.snapshot.configuration)
        )
      default:
        guard path.hasPrefix("/traces/") else { return text(.notFound, "no such page\n") }
        guard let trace = server.recorder?.trace(String(path.dropFirst(8))) else {
          return text(
            .notFound, "no such trace: valid answers are counted, and not kept\n")
        }
        var writer = JSONWriter()
        writer.append(trace)
        writer.newline()
        return (.ok, "application/json", writer.bytes)
      }
    }

    private func metrics(_ head: HTTPRequestHead) -> Page {
      let metrics = Metrics(server.recorder?.tallies ?? Tallies())
      let own = ProxyMetrics(
        server.events, active: server.activeRequests, lostTraces: server.recorder?.lostTraces ?? 0)
      // Ours come first: OpenMetrics ends with a mark of its own.
      return (
        .ok, Metrics.Format.prometheus.contentType, own.text + metrics.text(.prometheus)
      )
    }

    private func text(_ status: HTTPResponseStatus, _ text: String) -> Page {
      (status, "text/plain; charset=utf-8", Array(text.utf8))
    }
  }
#endif
