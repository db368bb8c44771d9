import AdhereBytes
package import AdhereJSON
package import AdhereJudging
package import AdherePlatform
import AdhereRepair

/// The members of one object of a trace, read by name, with errors that name them.
package struct TraceFields {
  package let tape: Tape
  let object: Int
  /// In front of the names in errors: `repairs/0/`.
  package let place: String

  /// - Parameters:
  ///   - tape: must outlive the fields.
  ///   - object: an object of it.
  package init(tape: Tape, object: Int = 0, place: String = "") {
    self.tape = tape
    self.object = object
    self.place = place
  }

  /// Whether they are of an object.
  package var isObject: Bool { tape.kind(object) == .object }

  /// A member that is there and not null.
  private func field(_ name: String) -> Int? {
    var name = name
    guard let index = name.withUTF8({ tape.member($0, of: object) }), tape.kind(index) != .null
    else { return nil }
    return index
  }

  private func wrong(_ name: String, _ what: String) -> TraceError {
    TraceError("`\(place)\(name)` must be \(what)")
  }

  package func bytes(_ name: String) throws(TraceError) -> [UInt8]? {
    guard let index = field(name) else { return nil }
    guard tape.kind(index) == .string else { throw wrong(name, "a string") }
    return StringText.decode(tape, index)
  }

  package func string(_ name: String) throws(TraceError) -> String? {
    try bytes(name).map { String(decoding: $0, as: UTF8.self) }
  }

  package func int(_ name: String) throws(TraceError) -> Int? {
    guard let index = field(name) else { return nil }
    guard tape.kind(index) == .number,
      let value = Int(String(decoding: tape.text(index), as: UTF8.self))
    else { throw wrong(name, "an integer") }
    return value
  }

  /// A number of something, or of nanoseconds: no sum over a file of them overflows.
  package func count(_ name: String, atLeast least: Int = 0, atMost most: Int = 1_000_000_000)
    throws(TraceError) -> Int?
  {
    guard let value = try int(name) else { return nil }
    guard least...most ~= value else { throw wrong(name, "\(least) to \(most), not \(value)") }
    return value
  }

  func bool(_ name: String) throws(TraceError) -> Bool? {
    guard let index = field(name) else { return nil }
    switch tape.kind(index) {
    case .true: return true
    case .false: return false
    default: throw wrong(name, "true or false")
    }
  }

  package func time(_ name: String) throws(TraceError) -> Timestamp? {
    guard let text = try string(name) else { return nil }
    guard let time = Timestamp(text) else {
      throw wrong(name, "a time such as 2026-11-21T05:14:07Z, not \"\(text)\"")
    }
    guard Timestamp.writable ~= time else { throw wrong(name, "in the years 0 to 9999") }
    return time
  }

  /// The member's JSON text, byte for byte.
  package func json(_ name: String, keepsNull: Bool = false) -> [UInt8]? {
    var name = name
    guard let index = name.withUTF8({ tape.member($0, of: object) }),
      keepsNull || tape.kind(index) != .null
    else { return nil }
    return Array(tape.source(index))
  }

  package func object(_ name: String) throws(TraceError) -> TraceFields? {
    guard let index = field(name) else { return nil }
    guard tape.kind(index) == .object else { throw wrong(name, "an object") }
    return TraceFields(tape: tape, object: index, place: "\(place)\(name)/")
  }

  private func elements(_ name: String) throws(TraceError) -> [Int] {
    guard let index = field(name) else { return [] }
    guard tape.kind(index) == .array else { throw wrong(name, "an array") }
    return Array(tape.children(of: index))
  }

  func strings(_ name: String) throws(TraceError) -> [String] {
    var result: [String] = []
    for element in try elements(name) {
      guard tape.kind(element) == .string else { throw wrong(name, "an array of strings") }
      result.append(String(decoding: StringText.decode(tape, element), as: UTF8.self))
    }
    return result
  }

  package func ints(_ name: String) throws(TraceError) -> [Int] {
    var result: [Int] = []
    for element in try elements(name) {
      guard tape.kind(element) == .number,
        let value = Int(String(decoding: tape.text(element), as: UTF8.self))
      else { throw wrong(name, "an array of integers") }
      result.append(value)
    }
    return result
  }

  /// Two offsets, the smaller one first; nil where the member is missing.
  func span(_ name: String) throws(TraceError) -> Range<Int>? {
    let ends = try ints(name)
    if ends.isEmpty, field(name) == nil { return nil }
    guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1], ends[1] < 1 << 53 else {
      throw wrong(name, "two offsets, the smaller one first")
    }
    return ends[0]..<ends[1]
  }

  package func objects(_ name: String) throws(TraceError) -> [TraceFields] {
    var result: [TraceFields] = []
    for element in try elements(name) {
      guard tape.kind(element) == .object else { throw wrong(name, "an array of objects") }
      result.append(
        TraceFields(tape: tape, object: element, place: "\(place)\(name)/\(result.count)/"))
    }
    return result
  }

  func list<Item>(
    _ name: String, _ read: (TraceFields) throws(TraceError) -> Item
  ) throws(TraceError) -> [Item] {
    var result: [Item] = []
    for item in try objects(name) { result.append(try read(item)) }
    return result
  }

  package func keys() -> [String] {
    tape.children(of: object).map { String(decoding: StringText.decode(tape, $0), as: UTF8.self) }
  }

  func members(besides names: Set<String>) -> [Trace.Member] {
    tape.children(of: object).compactMap { key in
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      guard !names.contains(name) else { return nil }
      return Trace.Member(name: name, json: Array(tape.source(key + 1)))
    }
  }

  func outcome() throws(TraceError) -> Outcome {
    guard let text = try string("outcome") else { throw wrong("outcome", "there") }
    guard let outcome = Outcome(rawValue: text) else {
      throw wrong("outcome", "one of the outcomes, not \"\(text)\"")
    }
    return outcome
  }

  /// What was asked.
  package func request() -> Trace.Request {
    Trace.Request(
      messages: json("messages"), prompt: json("prompt"), schema: json("schema"),
      tools: json("tools", keepsNull: true), toolChoice: json("tool_choice"),
      parameters: json("parameters"))
  }

  /// How calls were asked to be written, one of the forms that there are.
  package func form() throws(TraceError) -> String? {
    guard let name = try string("form") else { return nil }
    guard Form(rawValue: name) != nil else { throw TraceError(Form.unknown(name)) }
    return name
  }

  package func raw() throws(TraceError) -> Trace.Raw {
    guard let index = field("raw") else { return .none }
    switch tape.kind(index) {
    case .array: return .calls(json: Array(tape.source(index)))
    case .string:
      guard let text = try bytes("raw_base64") else {
        return .text(StringText.decode(tape, index))
      }
      guard let exact = Base64.decode(text) else { throw wrong("raw_base64", "base 64") }
      return .text(exact)
    default: throw wrong("raw", "a string, an array of calls or null")
    }
  }

  package func calls() throws(TraceError) -> [ToolCall]? {
    guard field("calls") != nil else { return nil }
    return try list("calls") { (item) throws(TraceError) in
      guard let name = try item.string("name") else {
        throw TraceError("`\(item.place)name` is missing")
      }
      guard let index = item.field("arguments") else {
        return ToolCall(name: name, arguments: item.json("arguments", keepsNull: true) ?? [])
      }
      return ToolCall(
        name: name,
        arguments: tape.kind(index) == .string
          ? StringText.decode(tape, index) : Array(tape.source(index)))
    }
  }
}
