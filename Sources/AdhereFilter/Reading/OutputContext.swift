import AdhereJudging
import AdhereRepair

/// What a record says about its output beside the output itself, as far as it bears on the verdict.
struct OutputContext {
  private let record: RecordInput?
  private let finishReason: String?
  private let isPartial: Bool

  /// - Parameter record: nil where nothing is said.
  init(_ record: RecordInput?) throws(FilterProblem) {
    self.record = record
    finishReason = try record?.string("finish_reason")
    isPartial = try record?.flag("partial") ?? false
  }

  /// Nothing says that the output is a part: whether one was cut off comes before whether it
  /// conforms.
  var isWhole: Bool { (finishReason == nil || finishReason == "stop") && !isPartial }

  /// The output to judge.
  func output(_ raw: Output.Raw, on surface: Contract.Surface) -> Output {
    var output = Output(raw, finishReason: finishReason, isPartial: isPartial)
    if surface == .tool, case .text = raw, let record {
      output.prompt = UserWords.of(request: 0, in: record.tape)
    }
    return output
  }
}
