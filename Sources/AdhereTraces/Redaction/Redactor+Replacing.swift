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
    self.text(Array(text.utf8), &found, inNumbers: false)
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

  private func jsonOrText(_ text: [UInt8], _ found: inout Findings) -> [UInt8]? {
    guard mayHold(text) else { return nil }
    let first = text.first { !$0.isSpaceOrControl }
    if first == ASCII.leftBrace || first == ASCII.leftBracket,
      (try? JSONDocument(text, options: .anyDepth)) != nil
    {
      return json(text, &found)
    }
    return self.text(text, &found, inNumbers: true)
  }

  /// JSON with what its strings and numbers hold replaced; nil where there is nothing to replace.
  private func json(_ json: [UInt8], _ found: inout Findings) -> [UInt8]? {
    // Where the whole holds nothing, its parts hold nothing, unless escapes hide it.
    guard mayHold(json), json.contains(ASCII.backslash) || text(json, inNumbers: true) != nil,
      let document = try? JSONDocument(json, options: .anyDepth)
    else { return nil }
    return document.withTape { tape in
      var out: [UInt8] = []
      var position = 0
      var skippedUntil = 0
      for index in 0..<tape.count {
        let kind = tape.kind(index)
        if kind == .key {
          if isProgram(tape, index) {
            skippedUntil = max(skippedUntil, tape.next(after: index + 1))
          }
          continue
        }
        guard index >= skippedUntil, kind == .string || kind == .number else { continue }
        let span = tape.span(index)
        var replacement: [UInt8] = []
        if kind == .string {
          let decoded = StringText.decode(tape, index)
          // Arguments and the like are JSON in a string.
          guard let changed = jsonOrText(decoded, &found) else { continue }
          changed.withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &replacement) }
        } else {
          guard let changed = number(tape.text(index), &found) else { continue }
          replacement = changed
        }
        out += json[position..<span.lowerBound]
        out += replacement
        position = span.upperBound
      }
      guard position > 0 else { return nil }
      return out + json[position...]
    }
  }

  /// Whether any rule may find something in a text, JSON or not.
  private func mayHold(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer {
      filter.candidates(in: $0) != 0 || RuleFilter.hasHidingEscape($0)
    }
  }

  /// Whether the member belongs to the program, not to a user or a model.
  private func isProgram(_ tape: Tape, _ key: Int) -> Bool {
    let names: [StaticString] = ["enum", "const", "pattern", "$ref", "$id"]
    return names.contains { name in
      name.withUTF8Buffer { StringText.equals(tape, key, $0) }
    }
  }

  private func number(_ lexeme: UnsafeBufferPointer<UInt8>, _ found: inout Findings) -> [UInt8]? {
    guard lexeme.count >= 14, lexeme.allSatisfy({ $0.isDigit }) else { return nil }
    for rule in rules where rule.kind == .card || rule.kind == .custom {
      let places = rule.places(in: lexeme)
      guard places.contains(0..<lexeme.count), rule.accepts(lexeme) else { continue }
      found.counts[rule.id, default: 0] += 1
      return Placeholder.number(rule, lexeme)
    }
    return nil
  }

  private func text(_ bytes: [UInt8], _ found: inout Findings, inNumbers: Bool) -> [UInt8]? {
    guard let (changed, counts) = text(bytes, inNumbers: inNumbers) else { return nil }
    found.counts.merge(counts, uniquingKeysWith: +)
    return changed
  }

  /// The text with everything replaced, and by which rules; nil where nothing was found.
  private func text(_ bytes: [UInt8], inNumbers: Bool) -> ([UInt8], [String: Int])? {
    guard bytes.count >= 7 else { return nil }
    let candidates = bytes.withUnsafeBufferPointer { filter.candidates(in: $0) }
    guard candidates != 0 else { return nil }
    var edits: [(span: Range<Int>, text: [UInt8], rule: String)] = []
    bytes.withUnsafeBufferPointer { subject in
      for (number, rule) in rules.enumerated() where candidates & RuleFilter.bit(number) != 0 {
        for place in rule.places(in: subject) {
          let value = UnsafeBufferPointer(rebasing: subject[place])
          guard rule.accepts(value), !Placeholder.isPlaceholder(value, rule.kind),
            !edits.contains(where: { $0.span.overlaps(place) })
          else { continue }
          let isNumber = inNumbers && isWholeNumber(subject, place)
          edits.append(
            (
              place, isNumber ? Placeholder.number(rule, value) : Placeholder.text(rule, value),
              rule.id
            ))
        }
      }
    }
    guard !edits.isEmpty else { return nil }
    edits.sort { $0.span.lowerBound < $1.span.lowerBound }
    var out: [UInt8] = []
    var counts: [String: Int] = [:]
    var position = 0
    for edit in edits {
      out += bytes[position..<edit.span.lowerBound]
      out += edit.text
      position = edit.span.upperBound
      counts[edit.rule, default: 0] += 1
    }
    return (out + bytes[position...], counts)
  }

  /// Whether the place is a number of its own in something like JSON: digits alone, after a
  /// colon, comma, bracket or equals sign, before what ends a value.
  private func isWholeNumber(_ text: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) -> Bool {
    guard text[place].allSatisfy(\.isDigit) else { return false }
    var before = place.lowerBound - 1
    while before >= 0, text[before].isSpaceOrControl { before -= 1 }
    var after = place.upperBound
    while after < text.count, text[after].isSpaceOrControl { after += 1 }
    guard before >= 0, ":,[(=".utf8.contains(text[before]) else { return false }
    return after == text.count || ",]})".utf8.contains(text[after])
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
