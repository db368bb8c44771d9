internal import AdhereBytes
internal import AdhereJSON

/// A member of a request that asks for a structure, by its name, where none of the known forms does:
/// an answer to it is not judged, and not called conforming.
enum UnreadForm {
  /// Parts of such names, letters alone and in lower case.
  private static let words = [
    "schema", "grammar", "guided", "structured", "responseformat", "outputformat",
  ].map { Array($0.utf8) }
  /// Objects with another meaning, whose members have names of the user's.
  private static let others = ["metadata", "logit_bias", "prompt", "input"]

  /// The path of the first one in the request and in the objects in it; nil where there is none.
  static func find(_ tape: Tape, _ object: Int, depth: Int = 0) -> String? {
    for key in tape.children(of: object) {
      let isObject = tape.kind(key + 1) == .object
      let asks = tape.holdsText(key + 1) && asks(StringText.decode(tape, key))
      guard asks || isObject && depth < 3 else { continue }
      let name = tape.name(key)
      if others.contains(name) { continue }
      // What was read asks for nothing but text.
      let isRead = depth == 0 && name == "response_format"
      if asks, !isRead { return name }
      if isObject, depth < 3, let inner = find(tape, key + 1, depth: depth + 1) {
        return "\(name).\(inner)"
      }
    }
    return nil
  }

  /// Whether a name holds one of the words.
  private static func asks(_ name: [UInt8]) -> Bool {
    let letters = name.filter(\.isLetter).map(\.asciiLowercased)
    return words.contains { word in
      letters.count >= word.count
        && (0...letters.count - word.count).contains { letters[$0...].starts(with: word) }
    }
  }
}
