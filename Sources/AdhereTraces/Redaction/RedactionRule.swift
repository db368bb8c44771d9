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
    /// A name announces a secret, and the text is none of what else stands there.
    case announced
    /// The text is a value, not a mark in the place of one.
    case word
    /// An address of mail, not the name of a picture.
    case email
    /// As many digits as telephone numbers have, and no date.
    case telephone
  }

  /// What is searched for by a program of its own: the form of the number decides where it ends.
  enum Scan: String, Sendable {
    case card, iban, phone
    /// A pattern that is tried where a value stands behind a name that may be a secret at all.
    case named
  }

  /// How a rule finds its places.
  enum Search: Sendable {
    case pattern(BytePattern)
    case named(BytePattern)
    case scan(Scan)
  }

  let id: String
  let kind: Kind
  /// Every text with a match holds one of them, in capitals or small letters; empty searches all
  /// texts.
  let keywords: [[UInt8]]
  let search: Search
  let check: Check?
  /// Every match holds a run of so many letters, digits and what else base 64 is written with.
  var run = 0

  /// Where the rule matches; ``accepts(_:)`` decides on each.
  ///
  /// - Parameter unsearched: gets the stretches in which a match would have cost too much.
  func places(
    in text: UnsafeBufferPointer<UInt8>, unsearched: inout [Range<Int>]
  ) -> [Range<Int>] {
    switch search {
    case .pattern(let pattern): pattern.places(in: text, unsearched: &unsearched)
    case .named(let pattern):
      Announced.mayStand(in: text) ? pattern.places(in: text, unsearched: &unsearched) : []
    case .scan(.card): Cards.places(in: text)
    case .scan(.iban): BankAccounts.places(in: text)
    case .scan(.phone): Telephones.places(in: text)
    case .scan(.named): []
    }
  }

  func accepts(_ place: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .scan = search { return true }
    return switch check {
    case nil: true
    case .luhn: Checksums.isCard(place)
    case .iban: Checksums.isIBAN(place)
    case .random: Checksums.entropy(place) >= 3
    case .announced: Announced.isSecret(place)
    case .word: Announced.isValue(place)
    case .email: Announced.isMailAddress(place)
    case .telephone: Announced.isTelephone(place)
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
    let scan = text("scan").flatMap(Scan.init)
    if let scan, scan != .named {
      return RedactionRule(
        id: id, kind: kind, keywords: keywords, search: .scan(scan), check: check)
    }
    guard let pattern = text("pattern") else {
      throw RedactionError("rule \(id): `pattern` must be a string")
    }
    do throws(PatternError) {
      let compiled = try BytePattern(Array(pattern.utf8))
      return RedactionRule(
        id: id, kind: kind, keywords: keywords,
        search: scan == .named ? .named(compiled) : .pattern(compiled), check: check,
        run: PatternRun.shortest(Array(pattern.utf8)))
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
