import AdhereFilter
import AdhereJudging

/// A stream that is being judged.
final class StreamObject {
  private let judge: OutputJudge
  private let stream: StreamJudge
  private let handedOn = Answer()
  private let records = Answer()
  private let about: [UInt8]
  private var isFinished = false

  init(_ contract: ContractObject, about: [UInt8]) {
    judge = contract.makeJudge()
    let judge = judge
    stream = about.withUnsafeBufferPointer {
      judge.makeStream(about: $0, mode: contract.mode, abortPolicy: contract.abortPolicy)
    }
    self.about = about
  }

  /// 0, or 1 where the stream was given up and should be closed; negative where it has ended.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !isFinished else { return Status.ended }
    var out: [UInt8] = []
    stream.feed(bytes, to: &out)
    handedOn.set(out)
    return stream.abort == nil ? 0 : 1
  }

  func finish() -> Int32 {
    guard !isFinished else { return Status.ended }
    isFinished = true
    var out: [UInt8] = []
    let judgement = stream.finish(to: &out)
    handedOn.set(out)
    do throws(OutputJudge.Problem) {
      try about.withUnsafeBufferPointer { about throws(OutputJudge.Problem) in
        try judge.take(judgement, of: stream, about: about)
      }
      records.set(judge.records())
    } catch {
      records.set(Status.error(error.message))
      return Status.badOptions
    }
    return Status.of(judgement.outcome)
  }

  func tellHandedOn(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    handedOn.tell(length)
  }

  func tellRecords(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    records.tell(length)
  }
}
