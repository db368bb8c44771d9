import AdhereSchema
import AdhereJSON

/// Keys that a schema does not declare beside keys that it does: a sign that a reading took
/// something else for a key. An object of which no key is declared is free in its keys, and a key
/// that the text writes as one is none of the reading's making.
final class UndeclaredKeys {
  /// Names that stand in the text as keys do: in quotes, a colon behind them, a bracket or comma
  /// before. Structure within the quotes says that one of them is lost.
  ///
  /// Looked for when they are asked for: most texts need no nearest reading.
  private lazy var written = UndeclaredKeys.written(raw)
  private let raw: UnsafeBufferPointer<UInt8>
  /// Names under every `properties` of a schema, by the node of the schema in its document.
  private var declared: [Int: Set<[UInt8]>] = [:]

  /// - Parameter raw: the text, which must stay where it is.
  init(_ raw: UnsafeBufferPointer<UInt8>) { self.raw = raw }

  /// How many keys of the value at `node` are nowhere declared by the schema, though others of
  /// their object are.
  func count(_ tape: Tape, at node: Int, _ schema: CompiledSchema) -> Int {
    let names = names(of: schema)
    guard !names.isEmpty else { return 0 }
    var count = 0
    for object in node..<tape.next(after: node) where tape.kind(object) == .object {
      var declared = 0
      var others = 0
      for key in tape.children(of: object) {
        let name = StringText.decode(tape, key)
        if names.contains(name) {
          declared += 1
        } else if !written.contains(name) {
          others += 1
        }
      }
      if declared > 0 { count += others }
    }
    return count
  }

  private func names(of schema: CompiledSchema) -> Set<[UInt8]> {
    if let known = declared[schema.root] { return known }
    var names: Set<[UInt8]> = []
    schema.document.withTape { tape in
      var i = schema.root
      let end = tape.next(after: i)
      while i < end {
        if tape.kind(i) == .key, tape.kind(i + 1) == .object,
          tape.text(i).elementsEqual("properties".utf8)
        {
          for key in tape.children(of: i + 1) { names.insert(StringText.decode(tape, key)) }
        }
        i += 1
      }
    }
    declared[schema.root] = names
    return names
  }

  private static func written(_ raw: UnsafeBufferPointer<UInt8>) -> Set<[UInt8]> {
    func before(_ i: Int) -> Int {
      var j = i - 1
      while j >= 0, raw[j] <= 0x20 { j -= 1 }
      return j
    }
    func isStructure(_ b: UInt8) -> Bool {
      switch b {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: ","), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    var names: Set<[UInt8]> = []
    for colon in raw.indices where raw[colon] == UInt8(ascii: ":") {
      let close = before(colon)
      guard close > 0, raw[close] == UInt8(ascii: "\"") else { continue }
      var open = close - 1
      var holdsMark = false
      while open >= 0, raw[open] != UInt8(ascii: "\"") {
        holdsMark = holdsMark || isStructure(raw[open])
        open -= 1
      }
      let mark = open > 0 && !holdsMark ? before(open) : -1
      guard mark >= 0, raw[mark] == UInt8(ascii: "{") || raw[mark] == UInt8(ascii: ",") else {
        continue
      }
      names.insert(Array(raw[(open + 1)..<close]))
    }
    return names
  }
}
