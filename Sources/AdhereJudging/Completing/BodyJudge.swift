public import AdhereWire
import AdhereJSON

/// Judges whole bodies, of any API, and writes the repairs into them.
///
///     let judge = BodyJudge(contract)
///     let answer = judge.judge(bytes)
///     answer.bytes          // what to hand on: the body, with only the repaired bytes replaced
///     answer.judgement      // the verdict and the account
public struct BodyJudge: Sendable {
  /// A body that was judged.
  public struct Answer: Sendable {
    /// What to hand on; the bytes as they came where nothing was repaired.
    public var bytes: [UInt8]
    /// What the body holds.
    public var completion: ChatCompletion
    /// The verdict on each choice.
    public var judgement: CompletionJudgement
  }

  /// What the answers have to be.
  public let contract: CompletionContract

  /// - Parameter contract: what the answers have to be.
  public init(_ contract: CompletionContract) { self.contract = contract }

  /// The verdict on a body. Never throws, never traps: a bad answer is data.
  ///
  /// - Parameters:
  ///   - body: as it came, an answer or an error of a provider.
  ///   - status: of the HTTP response, where there was one.
  public func judge(_ body: [UInt8], status: Int? = nil) -> Answer {
    let read = ChatBody(body, status: status)
    var judgement = contract.judge(read.completion)
    let edits = body.withUnsafeBufferPointer {
      BodyEdits.edits(
        &judgement, read.parts, in: $0, api: read.completion.api,
        seed: Array((read.completion.id ?? "").utf8))
    }
    return Answer(
      bytes: edits.isEmpty ? body : Edits.apply(edits, to: body), completion: read.completion,
      judgement: judgement)
  }
}
