import AdhereJudging
import AdhereRepair
import AdhereTraces

/// What is known about an output beside its text, as JSON ready to be written.
struct FilterLine {
  /// A whole answer of a provider.
  struct Answer {
    /// As JSON.
    var id: [UInt8]?
    /// The request's name in a batch.
    var customID: String?
    /// Place among the choices of an answer that has several.
    var choice: Int?
    /// What its request asked, where the batch has it.
    var request: Trace.Request?
  }

  /// Number of its line or output, from 1.
  var number: Int
  var surface: Contract.Surface
  /// How calls were asked to be written; nil where nothing was said, and for content.
  var form: Form?
  /// As the record wrote it, byte for byte; nil where it has none.
  var id: UnsafeBufferPointer<UInt8>?
  var isRecord = false
  /// The answer it is a choice of.
  var answer: Answer?
  var model: [UInt8]?
  var provider: [UInt8]?
  /// What was judged, where a trace of it may be kept.
  var output: Output?
  /// The record that holds it.
  var record: RecordInput?

  init(
    number: Int, surface: Contract.Surface, form: Form? = nil, model: [UInt8]?, provider: [UInt8]?
  ) {
    self.number = number
    self.surface = surface
    self.form = form
    self.model = model
    self.provider = provider
  }

  /// Takes model and provider of a record that names them.
  mutating func take(_ record: RecordInput) {
    if record.field("model") != nil { model = record.source("model").map(Array.init) }
    if record.field("provider") != nil { provider = record.source("provider").map(Array.init) }
  }
}
