import AdhereBytes
import AdhereJSON
import AdhereJudging
import AdherePlatform
import Testing

@testable import AdhereTraces

/// How many of the kinds are found, in how many places, and how many ordinary texts are changed.
@Suite struct FoundPlacesTests {
  /// Numbers that are the same in every run.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  /// A text of a form.
  private func text(_ form: String, _ numbers: inout Numbers) -> String {
    var out = ""
    var rest = form[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      let hex = "0123456789abcdef"
      func random(_ letters: String, _ count: Int) -> String {
        let letters = Array(letters)
        return String((0..<count).map { _ in letters.randomElement(using: &numbers)! })
      }
      let alphabets: [Character: String] = [
        "a": "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789", "h": hex,
        "d": "123456789", "u": "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "l": "abcdefghijklmnopqrstuvwxyz0123456789", "k": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "w": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_",
        "b": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
      ]
      if name == "UUID" {
        out += [8, 4, 4, 4, 12].map { random(hex, $0) }.joined(separator: "-")
      } else if let kind = name.first, let letters = alphabets[kind],
        let count = Int(name.dropFirst())
      {
        // Such as keys are: not without a digit.
        out += random(letters, count - 1) + (letters.contains("7") ? "7" : letters.suffix(1))
      } else {
        out += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  /// The places of a trace that a text may stand in, each with what it has in common with the text
  /// where it was found.
  private var places: [(name: String, write: (String) -> String)] {
    func quoted(_ text: String) -> String {
      String(decoding: JSONWriter.quoted(text), as: UTF8.self)
    }
    return [
      ("text", { "here it is: \($0)\nand so on" }), ("value", { "{\"note\":\(quoted($0))}" }),
      ("key", { "{\(quoted($0)):1}" }), ("list", { "[1,\(quoted("see " + $0))]" }),
      ("JSON in JSON", { "{\"j\":\(quoted("{\"a\":\(quoted($0))}"))}" }),
      ("broken", { "{'note': '\($0)', }" }), ("call", { "f(x=\"\($0)\")" }),
      ("base 64", { "{\"data\":\"\(Base64.encode(Array(("x: " + $0 + " .").utf8)))\"}" }),
      ("beside CJK", { "请联系 \($0) 谢谢" }),
    ]
  }

  /// The part of a sample that must not stay: its longest word.
  private func secret(_ sample: String) -> String {
    let words = sample.split { " \n\"'=&;,:/?#<>".contains($0) }
    return String(words.max { $0.count < $1.count } ?? "")
  }

  private func redacted(_ raw: String) -> String {
    var trace = Trace(
      id: "a", time: Timestamp(milliseconds: 0), surface: .json, raw: .text(Array(raw.utf8)),
      outcome: .error)
    Redactor().redact(&trace)
    guard case .text(let text) = trace.raw else { return "" }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func `nine in ten of what is looked for, in every place`() {
    var numbers = Numbers(state: 7)
    var missed: [String: [String]] = [:]
    var found = 0
    var total = 0
    for sample in Sample.all {
      for _ in 0..<3 {
        let value = text(sample.form, &numbers)
        let secret = secret(value)
        for place in places {
          total += 1
          let raw = place.write(value)
          let result = redacted(raw)
          if result != raw, !result.contains(secret) {
            found += 1
          } else {
            missed[sample.kind, default: []].append(place.name)
          }
        }
      }
    }
    let kinds = Set(Sample.all.map(\.kind))
    #expect(kinds.count >= 150)
    let share = Double(found) / Double(total)
    print("secrets: \(kinds.count) kinds, \(found) of \(total) places found (\(share))")
    for (kind, places) in missed.sorted(by: { $0.value.count > $1.value.count }).prefix(60) {
      print("  missed \(kind): \(places.count) \(Set(places).sorted())")
    }
    #expect(share >= 0.9)
    // None is missed in plain text.
    let plain = missed.filter { $0.value.contains("text") }.keys.sorted()
    #expect(plain.count <= 3, "\(plain)")
  }

  @Test func `what looks like one and is none stays`() {
    var numbers = Numbers(state: 8)
    let redactor = Redactor()
    for sample in Sample.all {
      let value = text(sample.counter, &numbers)
      #expect(redactor.redact("see \(value) there") == "see \(value) there", "\(sample.kind)")
    }
  }

  @Test func `every rule has a sample`() throws {
    let rules = try RedactionRule.read(Array(BuiltInRules.json.utf8))
    var numbers = Numbers(state: 9)
    let texts = Sample.all.map { text($0.form, &numbers) }
    for rule in rules {
      let matches = texts.contains { text in
        Array(text.utf8).withUnsafeBufferPointer { text in
          var unsearched: [Range<Int>] = []
          return rule.places(in: text, unsearched: &unsearched).contains {
            rule.accepts(UnsafeBufferPointer(rebasing: text[$0]))
          }
        }
      }
      #expect(matches, "\(rule.id)")
    }
  }

  @Test func `ordinary texts stay`() {
    var numbers = Numbers(state: 10)
    let redactor = Redactor()
    var changed: [String: [String]] = [:]
    var count = 0
    for (kind, forms) in Ordinary.forms {
      for i in 0..<(3200 / Ordinary.forms.count) {
        let form = forms[i % forms.count]
        let value = Ordinary.signed(text(form, &numbers), &numbers)
        count += 1
        if redactor.redact(value) != value { changed[kind, default: []].append(value) }
      }
    }
    let number = changed.values.reduce(0) { $0 + $1.count }
    print("ordinary: \(number) of \(count) changed")
    for (kind, values) in changed { print("  \(kind): \(values.count) \(values.prefix(4))") }
    #expect(count >= 3000)
    #expect(Double(number) / Double(count) <= 0.01)
  }
}
