import Synchronization
import AdhereBytes
import AdhereJSON
import AdhereJudging

/// Replacing what the rules find in the parts of a trace.
extension Redactor {
  /// How many places each rule replaced.
  struct Findings: Sendable {
    var counts: [String: Int] = [:]
  }

  func string(_ text: String, _ found: inout Findings) -> String {
    var text = text
    let look = text.withUTF8(filter.look)
    guard !look.isEmpty else { return text }
    return self.text(Array(text.utf8), &found, inNumbers: false, look)
      .map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  func json(_ json: inout [UInt8]?, _ found: inout Findings) {
    guard let source = json, let changed = self.json(source, &found) else { return }
    json = changed
  }

  /// Schemas and tools come again with every output; they are searched once.
  func cached(_ json: inout [UInt8]?, _ found: inout Findings) {
    guard let source = json else { return }
    let key = Repeated(bytes: source)
    if let known = cache.withLock({ $0.seen[key] }) {
      guard let changed = known.json else { return }
      found.counts.merge(known.counts, uniquingKeysWith: +)
      json = changed
      return
    }
    var mine = Findings()
    let changed = self.json(source, &mine)
    cache.withLock { [mine] cache in
      cache.seenBytes += source.count
      if cache.seenBytes > 8 << 20 {
        cache.seen.removeAll(keepingCapacity: true)
        cache.seenBytes = source.count
      }
      cache.seen[key] = (changed, mine.counts)
    }
    found.counts.merge(mine.counts, uniquingKeysWith: +)
    json = changed ?? source
  }

  func calls(_ calls: inout [ToolCall]?, _ found: inout Findings) {
    guard var list = calls else { return }
    for i in list.indices {
      list[i].name = string(list[i].name, &found)
      list[i].arguments =
        jsonOrText(list[i].arguments, &found) ?? list[i].arguments
    }
    calls = list
  }

  @discardableResult
  func raw(_ raw: inout Trace.Raw, _ found: inout Findings) -> Bool {
    switch raw {
    case .none: return false
    case .text(let text):
      guard let changed = jsonOrText(text, &found) else { return false }
      raw = .text(changed)
    case .calls(let json):
      guard let changed = self.json(json, &found) else { return false }
      raw = .calls(json: changed)
    }
    return true
  }

  func jsonOrText(_ text: [UInt8], _ found: inout Findings) -> [UInt8]? {
    let look = look(at: text)
    guard !look.isEmpty else { return nil }
    let first = text.first { !$0.isSpaceOrControl }
    if first == ASCII.leftBrace || first == ASCII.leftBracket,
      let document = try? JSONDocument(text, options: .anyDepth)
    {
      return json(text, look, document, &found)
    }
    return self.text(text, &found, inNumbers: true, look)
  }

  /// JSON with what its strings, numbers and names of members hold replaced; nil where there is
  /// nothing to replace.
  ///
  /// Names are searched as values are: those of a map are what a model or a user wrote, such as
  /// addresses. Equal texts have equal placeholders, so that a schema still fits its values.
  private func json(_ json: [UInt8], _ found: inout Findings) -> [UInt8]? {
    let look = look(at: json)
    guard !look.isEmpty else { return nil }
    return self.json(json, look, nil, &found)
  }

  /// - Parameters:
  ///   - look: what was seen in all of it.
  ///   - document: of it, where it was read already.
  private func json(
    _ json: [UInt8], _ look: RuleFilter.Look, _ document: JSONDocument?, _ found: inout Findings
  ) -> [UInt8]? {
    // Where the whole holds nothing, its parts hold nothing, unless escapes hide it.
    guard json.contains(ASCII.backslash) || !edits(in: json, inNumbers: true, look).isEmpty else {
      return nil
    }
    guard let document = document ?? (try? JSONDocument(json, options: .anyDepth)) else {
      return text(json, &found, inNumbers: true, look)
    }
    return document.withTape { tape in
      var out: [UInt8] = []
      var position = 0
      /// The name of the member that is being read, where a name may announce its value.
      var name: [UInt8]?
      for index in 0..<tape.count {
        let kind = tape.kind(index)
        var replacement: [UInt8] = []
        switch kind {
        case .key, .string:
          let decoded = StringText.decode(tape, index)
          let changed: [UInt8]?
          if kind == .key {
            let look = self.look(at: decoded)
            name = look.hasKeyword && decoded.count <= 256 ? decoded : nil
            changed = text(decoded, &found, inNumbers: false, look)
          } else if let value = value(decoded, of: name, isNumber: false, &found) {
            changed = value
          } else {
            // Arguments and the like are JSON in a string.
            changed = jsonOrText(decoded, &found)
          }
          guard let changed else { continue }
          changed.withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &replacement) }
        case .number:
          guard name != nil || tape.span(index).count >= 12 else { continue }
          let lexeme = Array(tape.text(index))
          guard
            let changed = value(lexeme, of: name, isNumber: true, &found) ?? number(lexeme, &found)
          else { continue }
          replacement = changed
        default: continue
        }
        let span = tape.span(index)
        out += json[position..<span.lowerBound]
        out += replacement
        position = span.upperBound
      }
      guard position > 0 else { return nil }
      return out + json[position...]
    }
  }

  private func look(at text: [UInt8]) -> RuleFilter.Look {
    text.withUnsafeBufferPointer(filter.look)
  }

  /// What is found in a value because of the name in front of it; nil where nothing is.
  private func value(
    _ value: [UInt8], of name: [UInt8]?, isNumber: Bool, _ found: inout Findings
  ) -> [UInt8]? {
    guard let name, value.count >= 4, value.count <= 8192 else { return nil }
    let quote = isNumber ? [] : [ASCII.quote]
    let text = [ASCII.quote] + name + [ASCII.quote, ASCII.colon] + quote + value + quote
    let start = name.count + 3 + quote.count
    let inside = start..<start + value.count
    let edits = edits(in: text).filter { $0.span.overlaps(inside) }
    guard !edits.isEmpty else { return nil }
    if isNumber {
      // A number has to stay one.
      guard let edit = edits.first(where: { $0.span.clamped(to: inside) == inside }),
        value.allSatisfy(\.isDigit)
      else { return nil }
      found.counts[rules[edit.rule].id, default: 0] += 1
      return value.withUnsafeBufferPointer { Placeholder.number(rules[edit.rule], $0) }
    }
    // The rest of the value may hold more, of which the name says nothing.
    let shifted = edits.map { edit in
      let span = edit.span.clamped(to: inside)
      return Edit(
        span: span.lowerBound - start..<span.upperBound - start, text: edit.text, rule: edit.rule)
    }
    let own = self.edits(in: value)
    return apply(Redactor.joined(shifted + own), to: value, &found)
  }

  private func number(_ lexeme: [UInt8], _ found: inout Findings) -> [UInt8]? {
    guard lexeme.count >= 12, lexeme.allSatisfy({ $0.isDigit }) else { return nil }
    return lexeme.withUnsafeBufferPointer { lexeme in
      for rule in rules where rule.kind == .card || rule.kind == .custom {
        var unsearched: [Range<Int>] = []
        let places = rule.places(in: lexeme, unsearched: &unsearched)
        guard places.contains(0..<lexeme.count), rule.accepts(lexeme) else { continue }
        found.counts[rule.id, default: 0] += 1
        return Placeholder.number(rule, lexeme)
      }
      return nil
    }
  }

  private func text(
    _ bytes: [UInt8], _ found: inout Findings, inNumbers: Bool, _ look: RuleFilter.Look? = nil
  ) -> [UInt8]? {
    let edits = edits(in: bytes, inNumbers: inNumbers, look)
    return edits.isEmpty ? nil : apply(edits, to: bytes, &found)
  }

  private func apply(_ edits: [Edit], to bytes: [UInt8], _ found: inout Findings) -> [UInt8] {
    var out: [UInt8] = []
    var position = 0
    for edit in edits {
      out += bytes[position..<edit.span.lowerBound]
      out += edit.text
      position = edit.span.upperBound
      found.counts[edit.rule < 0 ? Redactor.unsearched : rules[edit.rule].id, default: 0] += 1
    }
    return out + bytes[position...]
  }
}

/// A schema or tool list as a key. Hashing all of it would cost more than comparing it once.
struct Repeated: Hashable, Sendable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes.count)
    // Lists of tools begin alike; spread over the text, eight places tell them apart.
    bytes.withUnsafeBytes { bytes in
      guard bytes.count >= 8 else { return hasher.combine(bytes: bytes) }
      for step in 0..<8 {
        let offset = (bytes.count - 8) * step / 7
        hasher.combine(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
    }
  }
}
