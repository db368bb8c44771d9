internal import AdhereJSON

/// Writes JSON Pointers (RFC 6901 section 3).
enum PointerText {
  /// Appends `/` and a reference token, with `~` and `/` in it escaped.
  static func append(_ token: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    JSONPointer.append(token: token, to: &out)
  }

  static func append(_ tape: Tape, key: Int, to out: inout [UInt8]) {
    StringText.decode(tape, key).withUnsafeBufferPointer { append($0, to: &out) }
  }

  static func append(position: Int, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "/"))
    out.append(contentsOf: String(position).utf8)
  }

  /// `/` and one reference token.
  static func token(_ name: UnsafeBufferPointer<UInt8>) -> String {
    var out: [UInt8] = []
    append(name, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the pointer from `root` to the value at `node`, which lies in it.
  static func append(_ tape: Tape, _ root: Int, _ node: Int, to out: inout [UInt8]) {
    var current = root
    while current != node, tape[current].isContainer {
      let isObject = tape.kind(current) == .object
      let end = tape.next(after: current)
      var child = current + 1
      var position = 0
      while child < end {
        let value = isObject ? child + 1 : child
        let following = tape.next(after: value)
        if node < following {
          if isObject {
            append(tape, key: child, to: &out)
          } else {
            append(position: position, to: &out)
          }
          if node == child { return }
          current = value
          break
        }
        child = following
        position += 1
      }
      if child >= end { return }
    }
  }

  /// `#/properties/a`, with the document's URI in front where it is not the schema itself.
  static func place(_ schema: CompiledSchema, _ source: Int, _ node: Int) -> String {
    let (document, uri, root) = schema.sources[source]
    let tape = document.tape
    var out: [UInt8] = []
    if source != 0 { out.append(contentsOf: uri.utf8) }
    out.append(UInt8(ascii: "#"))
    let isInside = node >= root && node < tape.next(after: root)
    append(tape, isInside ? root : 0, node, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
}
