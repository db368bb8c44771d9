public import AdhereJSON

/// One violation as a person reads it: where, what was expected, what was there, and what may
/// have been meant.
///
///     /size: expected one of "small", "large"; got "Large" (did you mean "large"?)
public struct Explanation: Sendable, Hashable {
  /// JSON Pointer of the value.
  public var path: String
  /// Without the value: `expected integer`, `unknown property`.
  public var expected: String
  /// The value itself; its kind alone in the masked form. Nil where the value is beside the point.
  public var got: String?
  /// A near miss that would conform.
  public var suggestion: String?

  /// All of it on one line.
  public var line: String {
    var out = (path.isEmpty ? "(root)" : path) + ": " + expected
    if let got { out += "; got " + got }
    if let suggestion { out += " (did you mean \(suggestion)?)" }
    return out
  }
}

extension Violation {
  /// The violation in one line each; of anyOf and oneOf those of the branch that was meant.
  ///
  /// - Parameters:
  ///   - tape: the tape that was validated.
  ///   - masked: leave out what the value holds, for logs: only its kind is named, and nothing is
  ///     suggested.
  public func explanations(on tape: Tape, masked: Bool = false) -> [Explanation] {
    Explainer(tape: tape, isMasked: masked).explain(self, depth: 0)
  }
}

/// Turns violations into explanations.
struct Explainer {
  let tape: Tape
  let isMasked: Bool
  /// Nesting of anyOf and oneOf that is followed.
  private static let maximumDepth = 16
  /// Names that are spelled out of a longer list.
  private static let maximumNames = 12
  /// Bytes of one value that are shown.
  private static let maximumText = 240

  func explain(_ violation: Violation, depth: Int) -> [Explanation] {
    guard !violation.branches.isEmpty, depth < Explainer.maximumDepth else {
      return [single(violation)]
    }
    if let types = BranchChoice.types(violation) {
      return [
        Explanation(
          path: violation.instancePath, expected: "expected " + Explainer.list(types),
          got: got(violation.instanceNode))
      ]
    }
    if let choice = BranchChoice.discriminated(violation) {
      let values = choice.flatMap { allowed($0) }
      return [
        Explanation(
          path: choice[0].instancePath,
          expected: "expected " + Explainer.either(values),
          got: got(choice[0].instanceNode), suggestion: near(choice[0].instanceNode, values))
      ]
    }
    let branch = BranchChoice.meant(violation, tape)
    let inner = violation.branches[branch].flatMap { explain($0, depth: depth + 1) }
    return inner.isEmpty ? [single(violation)] : inner
  }

  private func single(_ violation: Violation) -> Explanation {
    let node = violation.instanceNode
    var result = Explanation(
      path: violation.instancePath, expected: violation.message, got: got(node))
    switch violation.keyword {
    case "type":
      if let types = violation.expectedTypes { result.expected = "expected " + types }
    case "enum":
      let values = allowed(violation)
      result.expected = "expected one of " + Explainer.list(values)
      result.suggestion = near(node, values)
    case "const":
      let values = allowed(violation)
      result.expected = "expected " + (values.first ?? "the constant")
      result.suggestion = nil
    case "required":
      result.got = nil
      result.suggestion = nearKey(violation)
    case "additionalProperties", "unevaluatedProperties":
      result.path += token(node)
      result.expected =
        violation.keyword == "additionalProperties" ? "unknown property" : "unevaluated property"
      result.got = nil
      result.suggestion = nearProperty(violation)
    case "unevaluatedItems":
      guard case .found(let detail, _) = violation.content,
        case .tooManyItems(let position) = detail.cause
      else { break }
      result.path += "/\(position)"
      result.expected = "unevaluated item"
    case "items", "additionalItems":
      guard case .found(let detail, _) = violation.content,
        case .tooManyItems(let limit) = detail.cause
      else { break }
      result.path += "/\(limit)"
      result.got = nil
    case "propertyNames": result.got = isMasked ? nil : got(node)
    default: break
    }
    return result
  }

  // MARK: - Values

  private func got(_ node: Int) -> String? {
    guard node < tape.count else { return nil }
    let kind = tape.kind(node)
    let source = tape.source(node)
    let name =
      switch kind {
      case .true, .false: "boolean"
      case .key: "string"
      default: "\(kind)"
      }
    if isMasked || kind == .array || kind == .object { return kind == .null ? "null" : name }
    if kind == .null { return "null" }
    var text = String(decoding: source.prefix(60), as: UTF8.self)
    if source.count > 60 { text += "..." }
    return kind == .number || kind == .true || kind == .false ? "\(name) \(text)" : text
  }

  private func token(_ key: Int) -> String {
    if isMasked { return "/*" }
    return StringText.decode(tape, key).withUnsafeBufferPointer { PointerText.token($0) }
  }

  private func allowed(_ violation: Violation) -> [String] {
    let schema = violation.schemaDocument.tape
    let node = violation.schemaNode
    let values =
      violation.keyword == "enum" ? Array(schema.children(of: node).prefix(64)) : [node]
    return values.map {
      let text = schema.source($0)
      if text.count <= Explainer.maximumText { return String(decoding: text, as: UTF8.self) }
      return String(decoding: text.prefix(Explainer.maximumText), as: UTF8.self) + "..."
    }
  }

  /// `"circle" or "rect"`
  static func either(_ items: [String]) -> String {
    items.count > maximumNames || items.count < 2
      ? list(items)
      : items.dropLast().joined(separator: ", ") + " or " + items[items.count - 1]
  }

  static func list(_ items: [String]) -> String {
    let shown = items.prefix(maximumNames).joined(separator: ", ")
    return items.count > maximumNames ? shown + ", ... (\(items.count))" : shown
  }

  // MARK: - Near misses

  private func near(_ node: Int, _ values: [String]) -> String? {
    guard !isMasked, node < tape.count, tape.kind(node) == .string else { return nil }
    return Nearness.nearest(
      Array(tape.source(node)), values.map { Array($0.utf8) }
    ).map { values[$0] }
  }

  /// An unknown key of the object that looks like the missing name.
  private func nearKey(_ violation: Violation) -> String? {
    guard !isMasked, violation.instanceNode < tape.count,
      case .found(let detail, let schema) = violation.content,
      case .required(let entry) = detail.cause
    else { return nil }
    let wanted = Array(schema.storage.program.entries[entry].text)
    let known = declared(violation)
    let keys = tape.children(of: violation.instanceNode).prefix(64)
      .map { StringText.decode(tape, $0) }
      .filter { !known.contains($0) }
    guard let nearest = Nearness.nearest(wanted, keys) else { return nil }
    return "'\(String(decoding: keys[nearest], as: UTF8.self))' as its name"
  }

  /// A property of the schema that looks like the unknown key.
  private func nearProperty(_ violation: Violation) -> String? {
    guard !isMasked, violation.instanceNode < tape.count else { return nil }
    let known = declared(violation)
    return Nearness.nearest(StringText.decode(tape, violation.instanceNode), known)
      .map { "'\(String(decoding: known[$0], as: UTF8.self))'" }
  }

  private func declared(_ violation: Violation) -> [[UInt8]] {
    let schema = violation.schemaDocument.tape
    guard let properties = schema.member("properties", of: violation.schemaObject) else {
      return []
    }
    return schema.children(of: properties).prefix(256).map { StringText.decode(schema, $0) }
  }
}
