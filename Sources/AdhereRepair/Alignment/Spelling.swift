import AdhereSchema
import AdhereJSON

/// Spellings that mean the same name: without case, spaces, dashes, underscores and dots.
enum Spelling {
  static func fold(_ name: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for b in name {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "),
        UInt8(ascii: "\\"), UInt8(ascii: "/"):
        break
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): out.append(b | 0x20)
      default: out.append(b)
      }
    }
    return out
  }

  /// A value without case, spaces and underscores, and dashes between letters. Signs and points
  /// of numbers stay: -1 is not 1, and 1.1 not 11.
  static func foldValue(_ value: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    func isLetter(_ i: Int) -> Bool {
      value.indices.contains(i) && (value[i] | 0x20 >= 0x61 && value[i] | 0x20 <= 0x7A)
    }
    for (i, b) in value.enumerated() {
      switch b {
      case UInt8(ascii: "_"), UInt8(ascii: " "): break
      case UInt8(ascii: "-") where isLetter(i - 1) && isLetter(i + 1): break
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): out.append(b | 0x20)
      default: out.append(b)
      }
    }
    return out
  }

  /// A name by its letters and digits alone.
  static func foldName(_ name: [UInt8]) -> [UInt8] {
    name.compactMap { b in
      if b >= UInt8(ascii: "A"), b <= UInt8(ascii: "Z") { return b | 0x20 }
      return RelaxedReader.isWordByte(b) && b != UInt8(ascii: "_") || b >= 0x80 ? b : nil
    }
  }

  /// Whether a written key means the property with this folded name: spelled alike, or with a
  /// word in front that only says what it is.
  static func means(_ written: [UInt8], _ folded: [UInt8]) -> Bool {
    let own = fold(written)
    if own == folded { return !folded.isEmpty }
    guard own.count > folded.count, own.suffix(folded.count) == folded[...] else { return false }
    return prefixes.contains(Array(own.dropLast(folded.count)))
  }

  /// Whether one name is written for another with words shortened as everybody does, `db_name` for `database_name`,
  /// or with a number behind it, `list1` for `list`.
  static func shortens(_ written: [UInt8], _ name: [UInt8]) -> Bool {
    let (stem, number) = splitNumber(written)
    if !number.isEmpty, !stem.isEmpty, fold(stem) == fold(name) { return true }
    let own = words(written)
    let full = words(name)
    guard own.count == full.count, own.count > 1, own != full else { return false }
    return zip(own, full).allSatisfy { $0 == $1 || abbreviations[$0] == $1 }
  }

  /// A name and the digits behind it.
  static func splitNumber(_ name: [UInt8]) -> (stem: ArraySlice<UInt8>, number: ArraySlice<UInt8>) {
    let digits = name.reversed().prefix { RelaxedReader.isDigit($0) }.count
    return (name.dropLast(digits), name.suffix(digits))
  }

  private static let abbreviations: [[UInt8]: [UInt8]] = {
    let known = [
      "addr": "address", "amt": "amount", "avg": "average", "cat": "category", "db": "database",
      "dept": "department", "desc": "description", "dest": "destination", "dir": "directory",
      "doc": "document", "id": "identifier", "img": "image", "info": "information",
      "lang": "language", "lat": "latitude", "lng": "longitude", "loc": "location",
      "lon": "longitude", "max": "maximum", "min": "minimum", "msg": "message", "num": "number",
      "org": "organization", "pwd": "password", "qty": "quantity", "ref": "reference",
      "src": "source", "tel": "telephone", "temp": "temperature", "txt": "text", "val": "value",
    ]
    return Dictionary(
      uniqueKeysWithValues: known.map { (Array($0.key.utf8), Array($0.value.utf8)) })
  }()

  private static func words(_ name: [UInt8]) -> [[UInt8]] {
    name.split { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }.map { fold($0) }
  }

  private static let prefixes: Set<[UInt8]> = Set(
    ["param", "params", "arg", "args", "parameter", "parameters", "argument", "arguments"].map {
      Array($0.utf8)
    })
}

/// `"Celsius"` to `"celsius"`: the one allowed value that is spelled alike.
enum EnumSpelling {
  static func edit(_ tape: Tape, _ node: Int, _ violation: Violation) -> [Change]? {
    let document = violation.schemaDocument
    defer { withExtendedLifetime(document) {} }
    let schema = document.tape
    let allowed =
      violation.keyword == "const"
      ? [violation.schemaNode] : Array(schema.children(of: violation.schemaNode))
    let written: [UInt8]
    switch tape.kind(node) {
    case .string: written = StringText.decode(tape, node)
    case .number, .true, .false: written = Array(tape.text(node))
    case .array where tape.count(of: node) == 1: return ListToScalar.edit(tape, node)
    default: return nil
    }
    let folded = Spelling.foldValue(written)
    guard !folded.isEmpty else { return nil }
    var match: Int?
    for value in allowed {
      let text: [UInt8]
      switch schema.kind(value) {
      case .string: text = StringText.decode(schema, value)
      case .number, .true, .false, .null: text = Array(schema.text(value))
      default: continue
      }
      guard Spelling.foldValue(text) == folded else { continue }
      if match != nil { return nil }
      match = value
    }
    if match == nil, tape.kind(node) == .string {
      // Another name that the schema gives to one of its values.
      let named = violation.allowedValues.filter { value in
        value.names.dropFirst().contains { Spelling.foldName($0) == Spelling.foldName(written) }
      }
      guard named.count == 1 else { return nil }
      return [Change(tape.span(node), named[0].json, .enumSpelling)]
    }
    guard let match else { return nil }
    return [Change(tape.span(node), Array(schema.source(match)), .enumSpelling)]
  }
}

/// `userName` to `user_name`: the one missing property that is spelled alike.
enum KeySpelling {
  /// From so many letters on, one wrong one is a slip of the pen.
  static let shortestSlip = 6

  /// For a required property that is missing: an unknown key that means it.
  static func rename(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, let missing = violation.missingProperty else { return nil }
    let declared = Set(violation.declaredProperties)
    let folded = Spelling.fold(missing)
    let aliases = violation.aliases(of: missing).map(Spelling.foldName)
    var match: Int?
    for key in tape.children(of: object) {
      let name = StringText.decode(tape, key)
      guard !declared.contains(name),
        Spelling.means(name, folded) || aliases.contains(Spelling.foldName(name))
      else { continue }
      if match != nil { return nil }
      match = key
    }
    if match == nil, missing.count >= shortestSlip {
      // A slip of the pen: one letter off, in a name long enough to be meant.
      for key in tape.children(of: object) {
        let name = StringText.decode(tape, key)
        guard !declared.contains(name), EditDistance.isAtMost(1, name, missing) else { continue }
        if match != nil { return nil }
        match = key
      }
    }
    if match == nil {
      let present = Set(tape.children(of: object).map { StringText.decode(tape, $0) })
      for key in tape.children(of: object) {
        let name = StringText.decode(tape, key)
        guard !declared.contains(name),
          declared.filter({ !present.contains($0) && Spelling.shortens(name, $0) }) == [missing]
        else { continue }
        if match != nil { return nil }
        match = key
      }
    }
    return match.map { change(tape, $0, missing) }
  }

  /// For a key that is not allowed: the declared property it means.
  static func rename(_ tape: Tape, object: Int, key: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(key) == .key else { return nil }
    let present = Set(tape.children(of: object).map { StringText.decode(tape, $0) })
    let name = StringText.decode(tape, key)
    let matches = violation.declaredProperties.filter {
      !present.contains($0)
        && (Spelling.means(name, Spelling.fold($0))
          || violation.aliases(of: $0).contains { Spelling.foldName($0) == Spelling.foldName(name) })
    }
    return matches.count == 1 ? change(tape, key, matches[0]) : nil
  }

  private static func change(_ tape: Tape, _ key: Int, _ name: [UInt8]) -> [Change] {
    [Change(tape.span(key), JSONWriter.quoted(name), .keySpelling)]
  }
}

extension Violation {
  /// The property a `required` violation misses.
  var missingProperty: [UInt8]? {
    guard keyword == "required", let document = try? JSONDocument(params) else { return nil }
    return document.withTape { tape in
      tape.member("missingProperty", of: 0).map { StringText.decode(tape, $0) }
    }
  }
}

/// `{"params":{…}}` to `{…}`: an only key that the schema does not know, around an object.
enum UnwrapKey {
  static func edit(_ tape: Tape, _ object: Int, _ violation: Violation) -> [Change]? {
    guard tape.kind(object) == .object, tape.count(of: object) == 1 else { return nil }
    let key = object + 1
    guard tape.kind(key + 1) == .object,
      !violation.declaredProperties.contains(StringText.decode(tape, key))
    else { return nil }
    let outer = tape.span(object)
    let inner = tape.span(key + 1)
    return [
      Change(outer.lowerBound, inner.lowerBound, [], .unwrapKey),
      Change(inner.upperBound, outer.upperBound, [], .unwrapKey),
    ]
  }
}
