import AdhereJSON
import AdhereRepair
import AdhereWire

/// Which of the calls of an answer stay, and as what, where other calls take their place: those that
/// stay keep their ids and whatever else the provider said about them.
struct CallMatching {
  /// Of each call that was there: the one that takes its place; nil where it goes.
  private(set) var kept: [Int?]
  /// Calls that are new, by the call that was there and that they follow.
  private(set) var added: [Int: [Int]] = [:]

  /// Calls that say the same stand for each other; else, in their order, those of one name. Of calls
  /// that are all new the first one takes the place of the first.
  ///
  /// - Returns: nil where there is nothing that the new ones could follow.
  init?(_ old: [ToolCall], _ new: [ToolCall]) {
    kept = Array(repeating: nil, count: old.count)
    var next = 0
    var last: Int?
    for (index, call) in new.enumerated() {
      let rest = old.indices.dropFirst(next)
      let found =
        rest.first { old[$0] == call }
        ?? rest.first { place in
          old[place].name == call.name && !new[(index + 1)...].contains(old[place])
        }
      if let found {
        kept[found] = index
        next = found + 1
        last = found
      } else if let last {
        added[last, default: []].append(index)
      } else if !old.isEmpty, !new.dropFirst(index + 1).contains(where: old.contains) {
        kept[0] = index
        next = 1
        last = 0
      } else {
        return nil
      }
    }
  }

  /// The change that makes one text the other, without the bytes that both begin and end with.
  static func change(from old: [UInt8], to new: [UInt8]) -> FragmentEdits.TextChange? {
    guard old != new else { return nil }
    let most = min(old.count, new.count)
    var start = 0
    while start < most, old[start] == new[start] { start += 1 }
    var end = 0
    while end < most - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    // Not inside a character.
    while start > 0, start < old.count, old[start] & 0xC0 == 0x80 { start -= 1 }
    while end > 0, old[old.count - end] & 0xC0 == 0x80 { end -= 1 }
    return FragmentEdits.TextChange(
      span: start..<old.count - end, after: Array(new[start..<new.count - end]))
  }
}

extension BodyEdits.Answer {
  /// Another name of a call, in every place where it stands.
  func edits(name: String, of part: StructuredParts.Part) -> [Edit]? {
    let places = parts.names(of: part)
    guard !places.isEmpty, places.allSatisfy({ $0.source.lowerBound >= start }) else { return nil }
    return places.map {
      Edit($0.source.lowerBound - start..<$0.source.upperBound - start, JSONWriter.quoted(name))
    }
  }

  /// What a call has to change into another one.
  func edits(_ old: ToolCall, to new: ToolCall, of part: StructuredParts.Part) -> [Edit]? {
    var out: [Edit] = []
    if old.name != new.name {
      guard let names = edits(name: new.name, of: part) else { return nil }
      out += names
    }
    if let change = CallMatching.change(from: old.arguments, to: new.arguments) {
      guard let arguments = edits([change], of: part) else { return nil }
      out += arguments
    }
    return out
  }

  /// The text of a part, as its places write it; nil where one of them has been passed on.
  func text(of part: StructuredParts.Part) -> [UInt8]? {
    var out: [UInt8] = []
    for place in parts.fragments(of: part) {
      guard place.source.lowerBound >= start else { return nil }
      let token = Array(
        body[place.source.lowerBound - start..<place.source.upperBound - start])
      if place.text.isEmpty { continue }
      guard place.isString else {
        out += token
        continue
      }
      guard let document = try? JSONDocument(token) else { return nil }
      out += document.withTape { StringText.decode($0, 0) }
    }
    return out
  }
}
