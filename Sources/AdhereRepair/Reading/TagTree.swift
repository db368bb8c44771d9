import AdhereJSON

/// Reads a list or an object that is written as tags inside tags: `<item>a</item><item>b</item>`,
/// `<lat>1.5</lat><lon>2</lon>`. What is in the innermost tags is text until the schema says
/// otherwise.
struct TagTree {
  /// Tags inside tags that are read; each level is copied once.
  private static let maximumDepth = 32

  private struct Frame {
    /// Between the angle brackets.
    var name: [UInt8]
    var schema: Int?
    var textStart: Int
    var names: [[UInt8]] = []
    var values: [[UInt8]] = []
    var hasText = false
  }

  let reader: TaggedCallReader
  let parameters: TagParameters?

  /// The value at `range` as JSON; nil where it is no sequence of tags, or is neither a list nor
  /// an object.
  func read(_ range: Range<Int>, schema: Int?) -> [UInt8]? {
    var frames = [Frame(name: [], schema: schema, textStart: range.lowerBound)]
    var i = range.lowerBound
    while i < range.upperBound {
      let at = reader.skipNoise(i)
      if at < range.upperBound, let tag = reader.tag(at: at), tag.end <= range.upperBound,
        tag.isPlain
      {
        let name = reader.bytes(tag.raw)
        if tag.isClosing {
          guard frames.count > 1, frames[frames.count - 1].name == name else { return nil }
          let frame = frames.removeLast()
          guard let value = value(of: frame, to: i) else { return nil }
          frames[frames.count - 1].names.append(name)
          frames[frames.count - 1].values.append(value)
        } else {
          guard frames.count < TagTree.maximumDepth else { return nil }
          let child = childSchema(name, of: frames[frames.count - 1].schema)
          frames.append(Frame(name: name, schema: child, textStart: tag.end))
          if let child, parameters?.kind(of: child) == .text {
            // Text may hold tags of its own.
            guard let close = reader.closing(of: tag, from: tag.end, to: range.upperBound) else {
              return nil
            }
            frames[frames.count - 1].hasText = true
            i = close
            continue
          }
        }
        i = tag.end
        continue
      }
      if at >= range.upperBound { break }
      frames[frames.count - 1].hasText = true
      i = at + 1
    }
    guard frames.count == 1, let root = frames.first, !root.hasText, !root.values.isEmpty else {
      return nil
    }
    return container(root)
  }

  private func childSchema(_ name: [UInt8], of schema: Int?) -> Int? {
    guard let parameters, let schema else { return nil }
    switch parameters.kind(of: schema) {
    case .list: return parameters.items(of: schema)
    case .object: return parameters.property(name, of: schema)
    case .text: return nil
    }
  }

  private func value(of frame: Frame, to stop: Int) -> [UInt8]? {
    if frame.values.isEmpty {
      var quoted: [UInt8] = []
      let range = reader.trimmed(frame.textStart, stop)
      JSONWriter.append(
        quoted: UnsafeBufferPointer(start: reader.text + range.lowerBound, count: range.count),
        to: &quoted)
      return quoted
    }
    return frame.hasText ? nil : container(frame)
  }

  /// Tags of one name make a list where the schema wants one, or where there are several or each
  /// is called `item`; tags of different names make an object.
  private func container(_ frame: Frame) -> [UInt8]? {
    let kind = frame.schema.flatMap { parameters?.kind(of: $0) }
    let distinct = Set(frame.names)
    let isOfOne = distinct.count == 1
    let isList =
      isOfOne && kind != .object
      && (kind == .list || frame.names.count > 1 || frame.names[0] == Array("item".utf8))
    var out: [UInt8] = [isList ? UInt8(ascii: "[") : UInt8(ascii: "{")]
    guard isList || distinct.count == frame.names.count else { return nil }
    for (i, value) in frame.values.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      if !isList { out += JSONWriter.quoted(frame.names[i]) + [UInt8(ascii: ":")] }
      out += value
    }
    out.append(isList ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    return out
  }
}
