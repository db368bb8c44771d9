import AdhereBytes

/// Spellings that mean the same name: without case, spaces, dashes, underscores and dots.
enum Spelling {
  /// Whether a written key means the property with this folded name: spelled alike, or with a
  /// word in front that only says what it is.
  static func means(_ written: [UInt8], _ folded: [UInt8]) -> Bool {
    let own = Folding.name(written)
    if own == folded { return !folded.isEmpty }
    guard own.count > folded.count, own.suffix(folded.count) == folded[...] else { return false }
    return prefixes.contains(Array(own.dropLast(folded.count)))
  }

  /// Whether one name is written for another with words shortened in a common way, `db_name` for
  /// `database_name`. A number behind a name says which of several is meant.
  static func shortens(_ written: [UInt8], _ name: [UInt8]) -> Bool {
    let own = words(written)
    let full = words(name)
    guard own.count == full.count, own.count > 1, own != full else { return false }
    return zip(own, full).allSatisfy { $0 == $1 || abbreviations[$0] == $1 }
  }

  /// Whether two names are one letter off, in a name long enough to be meant. `county` is so from
  /// `country`: a guess.
  static func slips(_ written: [UInt8], _ name: [UInt8]) -> Bool {
    name.count >= shortestSlip && EditDistance.isAtMost(1, written, name)
  }

  /// From so many letters on, one wrong one is a slip of the pen.
  private static let shortestSlip = 6

  /// A name and the digits behind it.
  static func splitNumber(_ name: [UInt8]) -> (stem: ArraySlice<UInt8>, number: ArraySlice<UInt8>) {
    let digits = name.reversed().prefix { $0.isDigit }.count
    return (name.dropLast(digits), name.suffix(digits))
  }

  private static let abbreviations: [[UInt8]: [UInt8]] = {
    // Only those that stand for one word: `cat`, `dir`, `min` or `temp` stand for several.
    let known = [
      "addr": "address", "amt": "amount", "avg": "average", "db": "database",
      "dept": "department", "dest": "destination", "id": "identifier", "img": "image",
      "info": "information", "lang": "language", "lng": "longitude", "lon": "longitude",
      "max": "maximum", "msg": "message", "num": "number", "pwd": "password", "qty": "quantity",
      "src": "source", "txt": "text",
    ]
    return Dictionary(
      uniqueKeysWithValues: known.map { (Array($0.key.utf8), Array($0.value.utf8)) })
  }()

  private static func words(_ name: [UInt8]) -> [[UInt8]] {
    name.split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }.map { Folding.name($0) }
  }

  private static let prefixes: Set<[UInt8]> = Set(
    ["param", "params", "arg", "args", "parameter", "parameters", "argument", "arguments"].map {
      Array($0.utf8)
    })
}
