import AdhereBytes
import AdhereJSON
package import AdhereRepair

/// Judges single records (`schemas/record-input.schema.json`) as the filter judges the lines of its
/// input. For one thread at a time.
package final class RecordJudge {
  private let worker: FilterWorker
  private let block = Block()

  /// - Parameter policy: permitted repairs.
  package init(_ policy: Policy) {
    worker = FilterWorker(FilterOptions(input: .record, output: .record, policy: policy))
  }

  /// The record for a record (`schemas/record-output.schema.json`), with its line end; nil where
  /// the text holds none.
  ///
  /// - Parameter record: one, on one line or over several.
  package func judge(_ record: [UInt8]) -> [UInt8]? {
    block.reset()
    block.kind = .record
    block.delimiter = nil
    record.withUnsafeBufferPointer { block.buffer.append($0) }
    block.buffer.pad()
    block.content = 0..<record.count
    worker.judge(block)
    let bytes = block.writer.bytes
    return bytes.isEmpty ? nil : bytes
  }
}
