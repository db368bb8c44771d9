import AdhereFilter
import AdhereJSON
import AdhereJudging
import AdhereTallies

/// A judge of one thread, with its last answers.
final class JudgeObject {
  let judge: OutputJudge
  private let records = Answer()
  private let handedOn = Answer()
  private let value = Answer()
  private let counts = Answer()
  /// The records are to be taken from ``judge``.
  private var areRecordsDue = false

  init(_ contract: ContractObject) { judge = contract.makeJudge() }

  /// Judges by `body`; what it cannot use is told in place of records.
  func run(_ body: (OutputJudge) throws(OutputJudge.Problem) -> Outcome) -> Int32 {
    areRecordsDue = false
    do throws(OutputJudge.Problem) {
      let outcome = try body(judge)
      areRecordsDue = true
      return Status.of(outcome)
    } catch {
      records.set(Status.error(error.message))
      return Status.badOptions
    }
  }

  func setHandedOn(_ bytes: [UInt8]) { handedOn.set(bytes) }

  func tellRecords(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    if areRecordsDue {
      areRecordsDue = false
      records.set(judge.records())
    }
    return records.tell(length)
  }

  func tellValue(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>? {
    guard areRecordsDue, let bytes = judge.value() else { return nil }
    value.set(bytes)
    return value.tell(length)
  }

  func tellHandedOn(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    handedOn.tell(length)
  }

  func tellCounts(_ length: UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8> {
    var writer = JSONWriter()
    writer.append(judge.takeTallies())
    counts.set(writer.bytes)
    return counts.tell(length)
  }
}
