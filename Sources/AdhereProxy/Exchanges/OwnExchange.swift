#if Proxy
  import NIOCore
  import NIOHTTP1

  /// A request that is answered here, from its whole body; no upstream has a part in it.
  class OwnExchange: Exchange {
    /// What is answered: a status and JSON.
    typealias Answer = (status: HTTPResponseStatus, json: [UInt8])

    let client: ClientHandler
    private let snapshot: ProxySnapshot
    private let head: RequestHead
    private var body: [UInt8] = []
    private var isOver = false

    init(_ client: ClientHandler, _ snapshot: ProxySnapshot, _ head: RequestHead) {
      self.client = client
      self.snapshot = snapshot
      self.head = head
    }

    /// The answer to a body, under the settings of its request.
    func answer(_ body: [UInt8], _ settings: RequestSettings) -> Answer {
      OwnExchange.refusal("nothing is answered here", code: "bad_request")
    }

    static func refusal(_ message: String, code: String) -> Answer {
      (.badRequest, ErrorBody.json(message, code: code))
    }

    func begin() {}
    var takesRequestBytes: Bool { true }

    func takeRequest(_ part: ByteBuffer) {
      guard !isOver else { return }
      body += part.readableBytesView
      if body.count > snapshot.configuration.limits.requestBytes {
        send(
          (
            .payloadTooLarge,
            ErrorBody.json("the request is longer than the limit", code: "request_too_long")
          ))
      }
    }

    func endRequest(_ trailers: HTTPHeaders?) {
      guard !isOver else { return }
      var settings = RequestSettings(snapshot.configuration.policy)
      do throws(SettingError) {
        if head.hasOwn { try settings.take(head.headers) }
      } catch {
        return send(OwnExchange.refusal(error.message, code: "bad_setting"))
      }
      send(answer(body, settings))
    }

    private func send(_ answer: Answer) {
      isOver = true
      client.send(.ours(answer.status, "application/json", answer.json.count))
      client.send(answer.json)
      client.sendEnd()
    }

    func clientIsWritable() {}
    func clientIsGone() { isOver = true }
    func serverEnds() {}
    func tick(_ now: Int) {}
  }
#endif
