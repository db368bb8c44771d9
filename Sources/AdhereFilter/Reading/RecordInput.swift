import AdhereWire
import AdhereJSON
import AdhereJudging
import AdhereRepair

/// Reading the fields of `schemas/record-input.schema.json` off a parsed line.
struct RecordInput {
  let tape: Tape

  /// A member that is there and not null.
  func field(_ name: StaticString) -> Int? {
    guard let index = tape.member(name, of: 0), tape.kind(index) != .null else { return nil }
    return index
  }

  func string(_ name: StaticString) throws(FilterProblem) -> String? {
    guard let index = field(name) else { return nil }
    guard tape.kind(index) == .string else {
      throw .record("`\(name)` must be a string")
    }
    return String(decoding: StringText.decode(tape, index), as: UTF8.self)
  }

  func flag(_ name: StaticString) throws(FilterProblem) -> Bool {
    guard let index = field(name) else { return false }
    switch tape.kind(index) {
    case .true: return true
    case .false: return false
    default: throw .record("`\(name)` must be true or false")
    }
  }

  /// A member as the line wrote it.
  func source(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    tape.member(name, of: 0).map { tape.source($0) }
  }

  func surface() throws(FilterProblem) -> Contract.Surface? {
    guard let text = try string("surface") else { return nil }
    guard let surface = Contract.Surface(rawValue: text) else {
      throw .record("`surface` must be \"json\" or \"tool\"")
    }
    return surface
  }

  /// Whether and which tool has to be called.
  func toolChoice() throws(FilterProblem) -> ToolChoice {
    guard let index = field("tool_choice") else { return .auto }
    do { return try ToolChoice(tape, at: index) } catch { throw .record(error.message) }
  }

  /// How calls were asked to be written; nil where the record does not say. Records may have a
  /// member of that name that means something else, which is known by its value.
  func form() -> (known: Form?, unknown: String?) {
    guard let index = field("form") else { return (nil, nil) }
    let text = tape.string(index) ?? String(decoding: tape.source(index), as: UTF8.self)
    let form = tape.kind(index) == .string ? Form(rawValue: text) : nil
    return (form, form == nil ? text : nil)
  }

  /// The calls as an API returned them; `raw` is the array's index.
  func calls(_ raw: Int) throws(FilterProblem) -> [ToolCall] {
    do { return try ToolCall.list(tape, at: raw) } catch { throw .record(error.message) }
  }
}
