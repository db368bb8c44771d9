import AdhereJSON

/// `"yes"` or 1 to true.
enum WordToBoolean {
  static func changes(_ tape: Tape, _ node: Int) -> [Change]? {
    switch tape.kind(node) {
    case .string, .number: break
    default: return nil
    }
    let word = String(decoding: tape.text(node), as: UTF8.self).lowercased()
    let json: [UInt8]
    switch word {
    case "yes", "y", "on", "1", "1.0": json = Literal.yes
    case "no", "n", "off", "0", "0.0": json = Literal.no
    default: return nil
    }
    return [Change(tape.span(node), json, .wordToBoolean)]
  }
}
