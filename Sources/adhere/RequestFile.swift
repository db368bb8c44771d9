#if CLI
  import Adherence
  import Completions
  import JSONSchema
  import JSONText
  import OutputRepair

  /// `--request`: the body of one request, or the requests of a batch, one a line.
  struct RequestFile {
    /// For answers that no request of a batch is named for.
    var contract: CompletionContract?
    /// By `custom_id`.
    var batch: [String: CompletionContract] = [:]

    static func read(
      _ path: String, _ policy: Policy, _ options: SchemaOptions
    ) throws(CommandError) -> RequestFile {
      let bytes = try FileBytes.read(path, limit: 512 << 20)
      var file = RequestFile()
      var number = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        number += 1
        guard line.contains(where: { $0 > 0x20 }) else { continue }
        guard let request = BatchRequest(Array(line)) else {
          // Not one request a line: the file is one body.
          guard file.batch.isEmpty else {
            throw CommandError("\(path):\(number):1: no request of a batch, as the lines before")
          }
          file.contract = try contract(bytes, path, nil, policy, options)
          return file
        }
        file.batch[request.customID] = try contract(request.body, path, number, policy, options)
      }
      guard !file.batch.isEmpty else { throw CommandError("\(path): holds no request") }
      return file
    }

    private static func contract(
      _ body: [UInt8], _ path: String, _ line: Int?, _ policy: Policy, _ options: SchemaOptions
    ) throws(CommandError) -> CompletionContract {
      func place(_ offset: Int?) -> String {
        if let line { return "\(path):\(line)" }
        guard let offset else { return path }
        let place = LineIndex(body).place(of: offset)
        return "\(path):\(place.line):\(place.column)"
      }
      let request: ChatRequest
      do throws(RequestError) {
        request = try ChatRequest(body)
      } catch {
        throw CommandError("\(place(error.offset)): \(error.message)")
      }
      do throws(ContractError) {
        return try CompletionContract(request: request, policy: policy, options: options)
      } catch {
        throw CommandError("\(place(error.offset)): \(error.message)")
      }
    }
  }
#endif
