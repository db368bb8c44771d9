import AdhereBytes
import AdhereJSON
import AdherePattern

/// What one kind of secret or personal data looks like (`schemas/redaction-rules.schema.json`).
struct RedactionRule: Sendable {
  enum Kind: String, Sendable {
    case secret, email, phone, card, iban, custom
  }

  /// What a match has to fulfil besides.
  enum Check: String, Sendable {
    /// The digits have the check digit of payment cards.
    case luhn
    /// The check digits of an IBAN are right.
    case iban
    /// The text looks random: an entropy of at least three bits a byte.
    case random
  }

  let id: String
  let kind: Kind
  /// Every text with a match holds one of them, in capitals or small letters; empty searches all
  /// texts.
  let keywords: [[UInt8]]
  let pattern: BytePattern
  let check: Check?

  /// Where the pattern matches; ``accepts(_:)`` decides on each.
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
      id.utf8.allSatisfy({ $0 == ASCII.minus || $0.isDigit || $0.isLowercase })
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
        keywords.append(StringText.decode(tape, word).map(\.asciiLowercased))
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
}

/// Rules of redaction that cannot be used.
public struct RedactionError: Error, Sendable, CustomStringConvertible {
  /// Which rule cannot be used, and why.
  public var message: String

  /// - Parameter message: what is wrong, for people.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
