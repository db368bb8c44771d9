import JSONSchema
import JSONText
import OutputRepair

/// The verdict that needs nothing but the syntax and the type at the root. Where anything may be
/// repaired, almost any text can still become a value, and this judge stays silent.
struct SyntaxPrefix: ~Copyable {
  private var parser = StreamParser(
    options: ParseOptions(maximumDepth: .max, duplicateKeys: .ignore))
  private let types: Set<String>?
  private var isTypeChecked = false

  /// - Returns: nil where repairs are permitted.
  init?(_ contract: Contract) {
    guard !contract.policy.repairs else { return nil }
    types = contract.rootTypes
  }

  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> PrefixVerdict {
    let status = parser.append(piece)
    if case .failed(let error) = status {
      return .dead(StreamAbort(.syntax, "byte \(error.offset): \(error.message)"))
    }
    if !isTypeChecked, let types {
      let kind = parser.withTape { $0.count > 0 ? $0.kind(0) : nil }
      if let kind {
        isTypeChecked = true
        if !SyntaxPrefix.permits(types, kind) {
          let wanted = types.sorted().joined(separator: " or ")
          return .dead(StreamAbort(.type, "must be \(wanted)"))
        }
      }
    }
    return .viable
  }

  private static func permits(_ types: Set<String>, _ kind: Node.Kind) -> Bool {
    switch kind {
    case .null: types.contains("null")
    case .true, .false: types.contains("boolean")
    case .number: types.contains("number") || types.contains("integer")
    case .string, .key: types.contains("string")
    case .array: types.contains("array")
    case .object: types.contains("object")
    }
  }
}

extension Contract {
  /// The types that the root of the schema names; nil where it names none.
  var rootTypes: Set<String>? {
    guard case .schema(let schema) = terms else { return nil }
    return schema.document.withTape { tape in
      guard tape.kind(schema.root) == .object, let type = tape.member("type", of: schema.root)
      else { return nil }
      let names = tape.kind(type) == .array ? Array(tape.children(of: type)) : [type]
      let types = names.compactMap { name in
        tape.kind(name) == .string
          ? String(decoding: StringText.decode(tape, name), as: UTF8.self) : nil
      }
      return types.count == names.count ? Set(types) : nil
    }
  }

  /// Names of the tools that were offered.
  var toolNames: [[UInt8]] {
    guard case .tools(let table, _, _) = terms else { return [] }
    return table.tools.map(\.name)
  }
}
