#if Structured
  import AdhereJSON
  import AdhereTestSupport

  /// JSON texts that conform to a schema, by chance: no type has a part in them.
  struct RandomInstance {
    let tape: Tape
    let dice: Dice

    static func text(_ schema: [UInt8], _ dice: Dice) throws -> String {
      try JSONDocument(schema).withTape { RandomInstance(tape: $0, dice: dice).text(0, 0) }
    }

    private func text(_ node: Int, _ depth: Int) -> String {
      let depth = depth + 1
      if let place = tape.string("$ref", of: node) {
        let name = String(place.dropFirst("#/$defs/".count))
        let definitions = tape.member("$defs", of: 0)!
        for key in tape.children(of: definitions) where tape.name(key) == name {
          return text(key + 1, depth)
        }
      }
      if let branches = tape.member("anyOf", of: node) {
        let all = Array(tape.children(of: branches))
        // The last is null, and the first the one that ends.
        if depth > 6 { return text(isNull(all.last!) ? all.last! : all[0], depth) }
        return text(dice.pick(all), depth)
      }
      if let values = tape.member("enum", of: node) {
        return String(
          decoding: tape.bytes(dice.pick(Array(tape.children(of: values)))), as: UTF8.self)
      }
      switch tape.string("type", of: node) {
      case "object": return object(node, depth)
      case "array": return array(node, depth)
      case "string": return string(node)
      case "integer": return integer(node)
      case "number": return number(node)
      case "boolean": return dice.pick(["true", "false"])
      case "null": return "null"
      default: return dice.pick(["null", "1", "[]", "{\"a\":[true]}", "\"x\""])
      }
    }

    private func isNull(_ node: Int) -> Bool { tape.string("type", of: node) == "null" }

    private func object(_ node: Int, _ depth: Int) -> String {
      var members: [String] = []
      if let properties = tape.member("properties", of: node) {
        let required = tape.member("required", of: node).map { Array(tape.children(of: $0)) } ?? []
        let names = Set(required.compactMap { tape.string($0) })
        for key in tape.children(of: properties) {
          let name = tape.name(key)
          guard names.contains(name) || depth < 6 && dice.random.one(in: 2) else { continue }
          members.append("\(JSONWriter.quoted(name).text):\(text(key + 1, depth))")
        }
      } else if let values = tape.member("additionalProperties", of: node) {
        for name in Set((0..<dice.length(depth - 2)).map { _ in dice.string() }) {
          members.append("\(JSONWriter.quoted(name).text): \(text(values, depth))")
        }
      }
      return
        "{\(dice.random.one(in: 2) ? members.reversed().joined(separator: ",") : members.joined(separator: ", "))}"
    }

    private func array(_ node: Int, _ depth: Int) -> String {
      let least = tape.integer("minItems", of: node) ?? 0
      let most = tape.integer("maxItems", of: node) ?? least + 3
      let count = depth > 5 ? least : least + dice.random.below(most - least + 1)
      var items = (0..<count).map { _ in text(tape.member("items", of: node)!, depth) }
      if tape.member("uniqueItems", of: node) != nil { items = Array(Set(items)).sorted() }
      return "[\(items.joined(separator: ","))]"
    }

    private func string(_ node: Int) -> String {
      if tape.member("contentEncoding", of: node) != nil {
        return "\"\(dice.pick(["", "YWJj", "YQ=="]))\""
      }
      if tape.member("pattern", of: node) != nil { return "\"\(dice.pick(["ABC", "XYZ"]))\"" }
      switch tape.string("format", of: node) {
      case "date-time":
        return "\"\(dice.pick(Self.dates))\""
      case "uri": return "\"\(dice.pick(Self.addresses))\""
      case "uuid": return "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""
      default: break
      }
      var text = dice.string()
      let least = tape.integer("minLength", of: node) ?? 0
      while text.unicodeScalars.count < least { text += "é" }
      if let most = tape.integer("maxLength", of: node) {
        text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
      }
      return JSONWriter.quoted(text).text
    }

    private static let dates = [
      "2026-01-02T03:04:05Z", "1999-12-31t23:59:59.25+01:00", "1998-12-31T23:59:60Z",
      "0001-01-01T00:00:00z", "2024-02-29T00:00:00-00:00", "9999-12-31T23:59:59.999999999+14:00",
    ]
    private static let addresses = [
      "https://example.com/a?b=c#d", "urn:isbn:0451450523", "http://[::1]:80/", "a:",
      "mailto:a@example.com", "HTTPS://u:p@EXAMPLE.com/%41",
    ]

    private func integer(_ node: Int) -> String {
      let least = tape.bytes(tape.member("minimum", of: node)!).text
      let most = tape.bytes(tape.member("maximum", of: node)!).text
      let inside = Int128(least)! <= 1 && Int128(most)! >= 100
      return dice.pick(
        [least, most] + (inside ? ["\(1 + dice.random.below(100))", "7.0", "1e1", "10E+0"] : []))
    }

    private func number(_ node: Int) -> String {
      if let least = tape.member("minimum", of: node) { return tape.bytes(least).text }
      return dice.pick([
        "0", "-0.0", "1e3", "0.1", "12345678901234567890", "\(dice.random.below(99)).5",
      ])
    }
  }

  extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
  }
#endif
