import AdhereJudging
import AdherePattern
import AdhereJSON

/// What one kind of secret or personal data looks like (`schemas/redaction-rules.schema.json`).
struct RedactionRule: Sendable {
  enum Kind: String, Sendable {
    case secret, email, phone, card, iban, custom
  }

  /// What a place has to be besides matching.
  enum Check: String, Sendable {
    /// The digits have the check digit of payment cards.
    case luhn
    /// The check digits of an IBAN are right.
    case iban
    /// The text looks random: at least three bits a character.
    case random
  }

  let id: String
  let kind: Kind
  /// One of them stands in every text that has a match, in any case; empty searches all texts.
  let keywords: [[UInt8]]
  let pattern: BytePattern
  let check: Check?

  /// Where it matches; not every place is accepted.
  func places(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] { pattern.places(in: text) }

  func accepts(_ place: UnsafeBufferPointer<UInt8>) -> Bool {
    switch check {
    case nil: true
    case .luhn: Checksums.isCard(place)
    case .iban: Checksums.isIBAN(place)
    case .random: Checksums.entropy(place) >= 3
    }
  }

  /// Reads a list of rules.
  ///
  /// - Throws: ``RedactionError`` that names the rule and what is wrong with it.
  static func read(_ json: [UInt8]) throws(RedactionError) -> [RedactionRule] {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json)
    } catch {
      let place = error.position(in: json)
      throw RedactionError("line \(place.line), column \(place.column): not JSON: \(error.message)")
    }
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard let list = tape.member("rules", of: 0), tape.kind(list) == .array else {
      throw RedactionError("expected an object with the array \"rules\"")
    }
    var rules: [RedactionRule] = []
    for item in tape.children(of: list) { rules.append(try rule(tape, item, rules.count)) }
    return rules
  }

  private static func rule(_ tape: Tape, _ item: Int, _ position: Int) throws(RedactionError)
    -> RedactionRule
  {
    func text(_ name: StaticString) -> String? {
      guard let index = tape.member(name, of: item), tape.kind(index) == .string else {
        return nil
      }
      return String(decoding: StringText.decode(tape, index), as: UTF8.self)
    }
    guard tape.kind(item) == .object, let id = text("id"), !id.isEmpty,
      id.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
    else {
      throw RedactionError("rules/\(position): `id` must be small letters, digits and -")
    }
    guard let pattern = text("pattern") else {
      throw RedactionError("rule \(id): `pattern` must be a string")
    }
    guard let kind = Kind(rawValue: text("kind") ?? "custom") else {
      throw RedactionError("rule \(id): there is no kind \"\(text("kind")!)\"")
    }
    var check: Check?
    if let name = text("check") {
      check = Check(rawValue: name)
      if check == nil { throw RedactionError("rule \(id): there is no check \"\(name)\"") }
    }
    var keywords: [[UInt8]] = []
    if let list = tape.member("keywords", of: item), tape.kind(list) == .array {
      for word in tape.children(of: list) where tape.kind(word) == .string {
        keywords.append(StringText.decode(tape, word).map(lowercase))
      }
    }
    do throws(PatternError) {
      return RedactionRule(
        id: id, kind: kind, keywords: keywords, pattern: try BytePattern(Array(pattern.utf8)),
        check: check)
    } catch {
      throw RedactionError("rule \(id): `pattern` cannot be used: \(error)")
    }
  }

  static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

/// Rules that cannot be used: which, why.
public struct RedactionError: Error, Sendable, CustomStringConvertible {
  public var message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}
