#if CLI
  import AdhereTraces
  import AdhereJudging
  import AdhereWire
  import AdhereSchema
  import AdhereJSON
  import AdhereRepair

  /// `--request`: the body of one request, or the requests of a batch, one a line.
  struct RequestFile {
    /// The contract of a file that is the body of one request; nil for a batch.
    var contract: CompletionContract?
    /// Contracts of the requests of a batch, by `custom_id`.
    var batch: [String: CompletionContract] = [:]
    /// The requests as traces of the answers keep them: of the one body, and by `custom_id`.
    var request = Trace.Request()
    var batchRequests: [String: Trace.Request] = [:]
    /// The model that the one body names.
    var model: String?

    /// - Parameter keepsTraces: also fill in ``request`` or ``batchRequests``.
    static func read(
      _ path: String, _ policy: Policy, _ options: SchemaOptions, _ form: Form?, keepsTraces: Bool
    ) throws(CommandError) -> RequestFile {
      let bytes = try FileBytes.read(path, limit: FileBytes.Limit(512 << 20))
      var file = RequestFile()
      var number = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        number += 1
        guard line.contains(where: { $0 > 0x20 }) else { continue }
        guard let request = BatchRequest(Array(line)) else {
          guard file.batch.isEmpty else {
            throw CommandError("\(path):\(number):1: no request of a batch, as the lines before")
          }
          // Taken for one body it would ask nothing, and every answer would conform.
          guard !BatchRequest.isExpected(Array(line)), !BatchRequest.isExpected(bytes) else {
            throw CommandError(
              "\(path):\(number):1: no request of a batch that can be read; expected one line for "
                + #"each, {"custom_id":…,"body":{…}}, or with params in place of body"#)
          }
          // Not one request a line: the file is one body.
          let body = try body(bytes, path, nil)
          file.contract = try contract(body, path, nil, policy, options, form)
          file.model = body.model
          if keepsTraces { file.request = Trace.Request(body) }
          return file
        }
        guard file.batch[request.customID] == nil else {
          throw CommandError(
            "\(path):\(number):1: the custom_id '\(request.customID)' stands in the batch twice")
        }
        let body = try body(request.body, path, number)
        file.batch[request.customID] = try contract(
          body, path, number, policy, options, form)
        if keepsTraces { file.batchRequests[request.customID] = Trace.Request(body) }
      }
      guard !file.batch.isEmpty else { throw CommandError("\(path): holds no request") }
      return file
    }

    private static func body(
      _ bytes: [UInt8], _ path: String, _ line: Int?
    ) throws(CommandError) -> ChatRequest {
      do throws(InputError) {
        return try ChatRequest(bytes)
      } catch {
        throw CommandError("\(place(error.offset, bytes, path, line)): \(error.message)")
      }
    }

    private static func contract(
      _ body: ChatRequest, _ path: String, _ line: Int?, _ policy: Policy,
      _ options: SchemaOptions, _ form: Form?
    ) throws(CommandError) -> CompletionContract {
      do throws(InputError) {
        var contract = try CompletionContract(request: body, policy: policy, options: options)
        contract.tools?.form = form
        return contract
      } catch {
        throw CommandError("\(place(error.offset, body.bytes, path, line)): \(error.message)")
      }
    }

    private static func place(
      _ offset: Int?, _ body: [UInt8], _ path: String, _ line: Int?
    ) -> String {
      if let line { return "\(path):\(line)" }
      guard let offset else { return path }
      let place = LineIndex(body).place(of: offset)
      return "\(path):\(place.line):\(place.column)"
    }
  }
#endif
