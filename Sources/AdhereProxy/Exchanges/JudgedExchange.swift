#if Proxy
  import AdhereJudging
  import AdherePlatform
  import AdhereTraces
  import AdhereWire
  import NIOCore
  import NIOHTTP1

  /// A request for an answer of a model, which is judged before it is passed on.
  ///
  /// The request is read whole; what it asks is the contract. An answer in one body is held until it
  /// is judged, the parts of a stream as `StreamJudge` has it. Everything that is done to the bytes
  /// is done by the judges: the exchange only moves them. Unchecked: it is used on its event loop
  /// alone.
  final class JudgedExchange: Exchange, UpstreamReceiver, @unchecked Sendable {
    /// What happens to the answer that comes.
    enum Mode {
      /// None has begun.
      case none
      /// It is put together to be judged whole.
      case collect
      case stream(StreamJudge)
      /// It passes without being judged.
      case pass
    }

    let client: ClientHandler
    let snapshot: ProxySnapshot
    let head: RequestHead
    let api: WireAPI
    let trace: String
    var settings: RequestSettings

    /// The body of the request as it came; empty once it was read.
    private var body: [UInt8] = []
    private var isTooLong = false
    /// What stood behind the chunks of the request.
    var requestTrailers: HTTPHeaders?
    /// The request as it is sent; nil where it could not be read, and passes as it came.
    var request: ChatRequest?
    /// The plugin of the request that is ours; upstreams that know none do not get it.
    private var plugin: HealingPlugin?
    /// The request of the first attempt, which later ones begin with.
    var firstRequest: ChatRequest?
    var contract: CompletionContract?
    /// Why the answer is not judged, as metrics count it; nil where it is.
    var unchecked: String?

    // The upstream.
    var targets: [Upstream] = []
    var connection: UpstreamConnection?
    var connecting: UpstreamPool.Attempt?
    var pause: Scheduled<Void>?
    /// Tries of this request at this upstream.
    var tries = 0
    var hasRetriedStale = false

    // The answer.
    var mode = Mode.none
    var answerHead: HTTPResponseHead?
    var collected: [UInt8] = []
    /// What stood behind the chunks of the answer.
    var trailers: HTTPHeaders?
    var attempts: [Reply.Attempt] = []
    var nanoseconds: [Int] = []
    /// Which attempt the stream is that comes, from 1.
    var attempt = 1
    /// Bytes of a stream that the judge holds.
    var held = 0
    /// Spent on judging the answer that comes.
    var judging = 0
    var isHeadSent = false
    /// Bytes of an answer went to the client; from then on nothing is tried again.
    var isDelivered = false
    /// Text of the answer went to the client, which a second answer would repeat.
    var isTextDelivered = false
    /// What a stream began with, kept back while another answer may have to take its place.
    var preamble: [UInt8] = []
    var endsWithLine = true
    var isOver = false

    // Times, monotonic, in nanoseconds.
    var requestSent = 0
    var lastProgress = SystemClock.monotonic()
    var lastWrite = SystemClock.monotonic()

    init(
      _ client: ClientHandler, _ snapshot: ProxySnapshot, _ head: RequestHead, _ api: WireAPI
    ) {
      self.client = client
      self.snapshot = snapshot
      self.head = head
      self.api = api
      settings = RequestSettings(snapshot.configuration.policy)
      trace = TraceID.make(at: .now(), using: &client.loop.random)
    }

    var configuration: ProxyConfiguration { snapshot.configuration }
    var upstream: Upstream? { targets.first }
    var isStreamWanted: Bool { request?.isStream == true && unchecked == nil }

    // MARK: - The request

    func begin() {
      if let length = head.length {
        if length > configuration.limits.requestBytes { return refuseLength() }
        body.reserveCapacity(min(length, 1 << 20))
      }
    }

    var takesRequestBytes: Bool { true }

    func takeRequest(_ part: ByteBuffer) {
      guard !isTooLong, !isOver else { return }
      lastProgress = SystemClock.monotonic()
      body += part.readableBytesView
      if body.count > configuration.limits.requestBytes { refuseLength() }
    }

    private func refuseLength() {
      isTooLong = true
      body = []
      fail(
        .payloadTooLarge, "request_too_long",
        "the request is longer than \(configuration.limits.requestBytes) bytes")
    }

    func endRequest(_ trailers: HTTPHeaders?) {
      guard !isTooLong, !isOver else { return }
      requestTrailers = trailers
      do throws(SettingError) {
        if head.hasOwn { try settings.take(head.headers) }
        try read()
      } catch {
        return fail(.badRequest, "bad_setting", error.message)
      }
      if isOver { return }
      let route = snapshot.route(request?.model)
      targets = route.upstreams
      if let model = route.model, let read = request, model != read.model {
        request = read.setting("model", model)
      }
      firstRequest = request
      connect(isFresh: false)
    }

    /// Reads what the request asks.
    private func read() throws(SettingError) {
      guard head.encoding == nil else {
        unchecked = "request_encoding"
        return
      }
      guard let read = try? ChatRequest(body) else {
        // The provider says what is wrong with it, in its own words.
        unchecked = "request_unread"
        return
      }
      body = []
      if let plugin = try HealingPlugin(read) {
        for setting in plugin.settings { try settings.take(setting.name, setting.value) }
        self.plugin = plugin
      }
      request = read
      do throws(InputError) {
        contract = try client.loop.contracts.contract(
          read, settings.isChanged ? settings.judging.policy : snapshot.policy)
      } catch {
        // A schema that only we cannot read must not stand in anybody's way who asked for nothing.
        guard settings.judging.onFailure == .pass else {
          return fail(.badRequest, "bad_schema", "the request cannot be judged: \(error.message)")
        }
        unchecked = "schema_unread"
      }
    }

    /// The bytes that are sent to the upstream whose turn it is.
    var outgoing: [UInt8] {
      guard let request else { return body }
      guard let plugin, let upstream, !upstream.readsPlugins else { return request.bytes }
      return request.setting("plugins", written: plugin.rest).bytes
    }

    // MARK: - The client

    func clientIsWritable() { connection?.resume() }

    func clientIsGone() {
      isOver = true
      leaveUpstream()
    }

    func serverEnds() {
      guard !isOver else { return }
      let isCut = isHeadSent
      leaveUpstream()
      if isCut, isEventStream {
        fail(.serviceUnavailable, "server_stopping", "the proxy stops before the answer ended")
      } else {
        isOver = true
      }
    }

    func leaveUpstream() {
      pause?.cancel()
      pause = nil
      connecting?.cancel()
      connecting = nil
      connection?.abandon()
      connection = nil
    }

    /// What was sent so far is a stream of events, in which more can be said.
    var isEventStream: Bool {
      if case .pass = mode { return false }
      return true
    }

    /// An error of our own: as an answer where none has begun, else as the last event.
    func fail(_ status: HTTPResponseStatus, _ code: String, _ message: String) {
      guard !isOver else { return }
      isOver = true
      client.loop.counts.note { $0.refused[code, default: 0] += 1 }
      let json = ErrorBody.json(message, code: code, api: api, trace: trace)
      if !isHeadSent {
        var headers = HTTPHeaders([("adhere-trace", trace)])
        if status == .gatewayTimeout || status == .badGateway {
          headers.add(name: "adhere-outcome", value: "error")
        }
        client.send(.ours(status, "application/json", json.count, headers))
        client.send(json)
        client.sendEnd()
      } else if isEventStream {
        client.send((endsWithLine ? [] : [10, 10]) + ErrorBody.event(json, api: api))
        client.sendEnd()
      } else {
        client.sendCut()
      }
    }

    // MARK: - Time

    func tick(_ now: Int) {
      guard !isOver else { return }
      let timeouts = configuration.timeouts
      let quiet = Double(now - lastProgress) / 1e9
      let isWaiting = connection != nil || connecting != nil
      let limit = answerHead == nil ? timeouts.firstByte : timeouts.gap
      if isWaiting, client.isWritable, quiet > limit {
        leaveUpstream()
        upstreamFailed(
          UpstreamFailure(kind: .timeout, message: "the upstream did not answer in time"))
        return
      }
      if isStreamWanted, timeouts.keepAlive > 0, client.isWritable, endsWithLine,
        isEventStream, Double(now - lastWrite) / 1e9 >= timeouts.keepAlive
      {
        keepAlive(now)
      }
    }

    /// A comment, which readers of event streams skip: one line end, since some old clients take a
    /// blank line after a comment for an event.
    private func keepAlive(_ now: Int) {
      if case .collect = mode { return }
      if !isHeadSent {
        isHeadSent = true
        client.send(
          .ours(
            .ok, "text/event-stream; charset=utf-8", nil,
            HTTPHeaders([("cache-control", "no-cache"), ("adhere-trace", trace)])))
      }
      client.send([UInt8(ascii: ":"), 10])
      client.flush()
      client.loop.counts.note { $0.keepAlives += 1 }
      lastWrite = now
    }
  }
#endif
