#if Proxy
  import AdhereFilter
  import NIOHTTP1

  /// `POST /adhere/v1/judge`: a record comes (`schemas/record-input.schema.json`), its record goes
  /// (`schemas/record-output.schema.json`).
  final class RecordExchange: OwnExchange {
    override func answer(_ body: [UInt8], _ settings: RequestSettings) -> Answer {
      guard let record = client.loop.recordJudge(settings.judging.policy).judge(body) else {
        return OwnExchange.refusal("the body holds no record", code: "no_record")
      }
      return (.ok, record)
    }
  }
#endif
