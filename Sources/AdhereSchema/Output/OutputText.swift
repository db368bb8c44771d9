internal import AdhereJSON

/// What a unit says: its errors in words, its annotation as JSON.
extension OutputWalk {
  func message(_ unit: OutputUnit) -> String {
    unit.errors.map { $0.message(in: schema) }.joined(separator: "; ")
  }

  /// The keyword's name; empty for a schema.
  func keyword(_ unit: OutputUnit) -> [UInt8] {
    if unit.isSchema { return [] }
    let source = schema.sources[Int(unit.source)].document.tape
    return StringText.decode(source, Int(unit.node) - 1)
  }

  func write(_ annotation: OutputUnit.Annotation, _ unit: OutputUnit, to out: inout JSONWriter) {
    switch annotation {
    case .flag: out.bool(true)
    case .position(let position): out.int(position)
    case .positions(let positions):
      out.beginArray()
      for position in positions { out.int(position) }
      out.endArray()
    case .names(let keys):
      out.beginArray()
      for key in keys { out.string(StringText.decode(tape, key)) }
      out.endArray()
    case .written:
      let text = schema.sources[Int(unit.source)].document.tape.source(Int(unit.node))
      // No string holds a raw line end, so these stand between tokens, and the output keeps to
      // its line without them.
      if text.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
        out.raw(text.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
      } else {
        out.raw(text)
      }
    }
  }
}
