public import AdhereJSON

/// Writes the units of a walk in one of the formats, without recursion.
struct OutputRendering {
  private let walk: OutputWalk
  private let format: OutputFormat
  private var locations: OutputLocations
  private var out = JSONWriter()
  /// By unit: whether it is written, and how many written ones are directly inside it.
  private var isWritten: [Bool]
  private var inside: [Int]
  private var isTruncated: Bool
  /// The unit whose object is the outermost.
  private var outermost: Int?
  private var open: [Int] = []
  /// Open units that do not hold.
  private var failing = 0

  init(_ walk: OutputWalk, _ format: OutputFormat) {
    self.walk = walk
    self.format = format
    locations = OutputLocations(walk.schema)
    isWritten = [Bool](repeating: false, count: walk.units.count)
    inside = [Int](repeating: 0, count: walk.units.count)
    isTruncated = walk.isTruncated
    switch format {
    case .basic, .detailed: chooseResults()
    case .list, .hierarchical: chooseSchemas()
    case .flag, .verbose: chooseAll()
    }
  }

  // MARK: - What is written

  private mutating func chooseAll() {
    for i in walk.units.indices {
      isWritten[i] = true
      if i > 0 { inside[walk.units[i].parent] += 1 }
    }
  }

  /// Errors where the value does not conform, else annotations, and what leads to them.
  private mutating func chooseResults() {
    let isValid = walk.units[0].isValid
    for (i, unit) in walk.units.enumerated() {
      isWritten[i] = i == 0 || isWritten[unit.parent] && unit.isValid == isValid
    }
    for i in walk.units.indices.reversed() where i > 0 {
      isWritten[i] = isWritten[i] && (inside[i] > 0 || hasContent(walk.units[i]))
      if isWritten[i] { inside[walk.units[i].parent] += 1 }
    }
  }

  private func hasContent(_ unit: OutputUnit) -> Bool {
    walk.units[0].isValid ? unit.annotation != nil : !unit.errors.isEmpty
  }

  /// Draft v1 has units for schemas only; keywords are members of theirs.
  private mutating func chooseSchemas() {
    var enclosing = [Int](repeating: 0, count: walk.units.count)
    for (i, unit) in walk.units.enumerated() where i > 0 {
      let parent = unit.parent
      enclosing[i] = walk.units[parent].isSchema ? parent : enclosing[parent]
      isWritten[i] = unit.isSchema
      if unit.isSchema { inside[enclosing[i]] += 1 }
    }
    isWritten[0] = true
  }

  // MARK: - The walk

  mutating func run(_ limits: OutputLimits) -> [UInt8] {
    var i = 0
    while true {
      while let end = locations.end, i >= end { leave() }
      if i >= walk.units.count { break }
      let unit = walk.units[i]
      // Keywords are passed through for the schemas inside them.
      let passes = unit.isSchema || format != .list && format != .hierarchical
      if passes, !isWritten[i] {
        i = unit.end
        continue
      }
      if out.bytes.count > limits.maximumBytes {
        isTruncated = true
        i = walk.units.count
        continue
      }
      locations.enter(unit)
      open.append(i)
      if !unit.isValid { failing += 1 }
      begin(i, unit)
      i += 1
    }
    return out.bytes
  }

  private mutating func leave() {
    let i = open.removeLast()
    finish(i)
    if !walk.units[i].isValid { failing -= 1 }
    locations.leave()
  }

  /// Nodes that only lead to a single other one are replaced by it (section 12.4.3).
  private func isReplaced(_ i: Int) -> Bool {
    format == .detailed && inside[i] == 1 && !hasContent(walk.units[i])
  }

  private var arrayKey: StaticString {
    switch format {
    case .list, .hierarchical: "details"
    default: walk.units[0].isValid ? "annotations" : "errors"
    }
  }

  private mutating func begin(_ i: Int, _ unit: OutputUnit) {
    switch format {
    case .basic:
      if i == 0 {
        beginObject(i, unit)
        guard inside[0] > 0 || hasContent(unit) else {
          writeContent(unit)
          return
        }
        out.key(arrayKey)
        out.beginArray()
      }
      if hasContent(unit) {
        writeHead(unit)
        writeContent(unit)
        out.endObject()
      }
    case .detailed, .verbose, .flag:
      if isReplaced(i) { return }
      beginObject(i, unit)
      writeContent(unit)
      if inside[i] > 0 {
        if format == .detailed {
          out.key(arrayKey)
        } else {
          out.key(unit.isValid ? "annotations" : "errors")
        }
        out.beginArray()
      }
    case .list:
      guard unit.isSchema else { return }
      if i == 0 {
        outermost = 0
        out.beginObject()
        out.member("valid", unit.isValid)
        out.key(arrayKey)
        out.beginArray()
      }
      writeSchemaHead(unit)
      writeMembers(i)
      out.endObject()
    case .hierarchical:
      guard unit.isSchema else { return }
      if outermost == nil { outermost = i }
      writeSchemaHead(unit)
      writeMembers(i)
      if inside[i] > 0 {
        out.key(arrayKey)
        out.beginArray()
      }
    }
  }

  private mutating func finish(_ i: Int) {
    let unit = walk.units[i]
    switch format {
    case .basic, .list:
      guard i == 0 else { return }
      if format == .list || inside[0] > 0 || hasContent(unit) { out.endArray() }
    case .detailed, .verbose, .flag:
      if isReplaced(i) { return }
      if inside[i] > 0 { out.endArray() }
    case .hierarchical:
      guard unit.isSchema else { return }
      if inside[i] > 0 { out.endArray() }
    }
    if i == outermost, isTruncated {
      out.member("truncated", true)
    }
    out.endObject()
  }

  // MARK: - Units of 2019-09 and 2020-12

  private mutating func beginObject(_ i: Int, _ unit: OutputUnit) {
    if outermost == nil { outermost = i }
    writeHead(unit)
  }

  private mutating func writeHead(_ unit: OutputUnit) {
    out.beginObject()
    out.member("valid", unit.isValid)
    out.member("keywordLocation", locations.keyword)
    if locations.needsAbsolute {
      out.member("absoluteKeywordLocation", locations.absolute())
    }
    out.member("instanceLocation", locations.instance)
  }

  private mutating func writeContent(_ unit: OutputUnit) {
    if !unit.errors.isEmpty {
      out.member("error", walk.message(unit))
    } else if !unit.isValid, isLonely(unit) {
      // A failure needs an error or errors.
      out.member("error", "does not conform")
    }
    // Annotations of a schema that fails are dropped, and so are those inside it.
    if let annotation = unit.annotation, failing == 0 {
      out.key("annotation")
      walk.write(annotation, unit, to: &out)
    }
  }

  private func isLonely(_ unit: OutputUnit) -> Bool {
    guard let i = open.last else { return false }
    return inside[i] == 0
  }

  // MARK: - Units of draft v1

  private mutating func writeSchemaHead(_ unit: OutputUnit) {
    out.beginObject()
    out.member("valid", unit.isValid)
    out.member("evaluationPath", locations.keyword)
    out.member("schemaLocation", locations.absolute())
    out.member("instanceLocation", locations.instance)
  }

  /// The errors and annotations of a schema's keywords, by keyword.
  private mutating func writeMembers(_ i: Int) {
    let unit = walk.units[i]
    var errors: [Int] = unit.errors.isEmpty ? [] : [i]
    var annotations: [Int] = []
    var child = i + 1
    while child < unit.end {
      let keyword = walk.units[child]
      if !keyword.isSchema {
        if !keyword.errors.isEmpty { errors.append(child) }
        if keyword.annotation != nil { annotations.append(child) }
      }
      child = keyword.end
    }
    if !errors.isEmpty {
      out.key("errors")
      out.beginObject()
      for index in errors {
        key(walk.units[index])
        out.string(walk.message(walk.units[index]))
      }
      out.endObject()
    }
    let isDropped = failing > 0
    // A schema that conforms has dropped nothing itself; what is around it has.
    if annotations.isEmpty || isDropped && unit.isValid { return }
    out.key(isDropped ? "droppedAnnotations" : "annotations")
    out.beginObject()
    for index in annotations {
      key(walk.units[index])
      walk.write(walk.units[index].annotation!, walk.units[index], to: &out)
    }
    out.endObject()
  }

  private mutating func key(_ unit: OutputUnit) {
    out.key(String(decoding: walk.keyword(unit), as: UTF8.self))
  }
}

extension CompiledSchema {
  /// The result of validating the value at `node`, as a JSON text on one line.
  ///
  ///     let output = schema.output(document.tape, format: .basic)
  ///     // {"valid":false,"keywordLocation":"","instanceLocation":"","errors":[…]}
  ///
  /// This takes a separate evaluation that looks at every branch; ask ``isValid(_:at:)`` first
  /// where only values that fail matter. The schema is compiled a second time when this is first
  /// called. Time is bounded by ``SchemaOptions/maximumSteps``, size by `limits`.
  public func output(
    _ tape: Tape, at node: Int = 0, format: OutputFormat, limits: OutputLimits = OutputLimits()
  ) -> [UInt8] {
    if format == .flag { return Array("{\"valid\":\(isValid(tape, at: node))}".utf8) }
    let walk = OutputWalk.run(
      self, tape, node, limits: limits, keepsAll: format == .verbose)
    var rendering = OutputRendering(walk, format)
    return rendering.run(limits)
  }
}
