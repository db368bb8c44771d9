#if Proxy
  import AdhereFilter
  import AdhereRepair
  import NIOCore
  import NIOHTTP1

  /// `POST /adhere/v1/judge`: a record comes (`schemas/record-input.schema.json`), its record goes
  /// (`schemas/record-output.schema.json`). No upstream has a part in it.
  final class RecordExchange: Exchange {
    private let client: ClientHandler
    private let snapshot: ProxySnapshot
    private let head: RequestHead
    private var body: [UInt8] = []
    private var isOver = false

    init(_ client: ClientHandler, _ snapshot: ProxySnapshot, _ head: RequestHead) {
      self.client = client
      self.snapshot = snapshot
      self.head = head
    }

    func begin() {}
    var takesRequestBytes: Bool { true }

    func takeRequest(_ part: ByteBuffer) {
      guard !isOver else { return }
      body += part.readableBytesView
      if body.count > snapshot.configuration.limits.requestBytes {
        answer(
          .payloadTooLarge,
          ErrorBody.json("the record is longer than the limit", code: "request_too_long"))
      }
    }

    func endRequest(_ trailers: HTTPHeaders?) {
      guard !isOver else { return }
      var settings = RequestSettings(snapshot.configuration.policy)
      do throws(SettingError) {
        if head.hasOwn { try settings.take(head.headers) }
      } catch {
        return answer(.badRequest, ErrorBody.json(error.message, code: "bad_setting"))
      }
      let judge = client.loop.recordJudge(settings.judging.policy)
      guard let record = judge.judge(body) else {
        return answer(
          .badRequest, ErrorBody.json("the body holds no record", code: "no_record"))
      }
      answer(.ok, record)
    }

    private func answer(_ status: HTTPResponseStatus, _ bytes: [UInt8]) {
      isOver = true
      client.send(.ours(status, "application/json", bytes.count))
      client.send(bytes)
      client.sendEnd()
    }

    func clientIsWritable() {}
    func clientIsGone() { isOver = true }
    func serverEnds() {}
    func tick(_ now: Int) {}
  }
#endif
