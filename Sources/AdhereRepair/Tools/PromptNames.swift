import AdhereBytes
import Synchronization

/// The names that the user's own words write: `my_data` in "train on the provided data my_data".
///
/// Where a model calls `train(data=my_data)`, Python would look for a variable; but a name that
/// the user wrote is a word of the request, and the tool's text is that word.
///
/// A name is a word that no prose writes: with an underscore, a digit or a capital inside, with a
/// dot or an index behind it, or between quotes or backticks of its own. `data` in a sentence is
/// no name.
///
/// A name to which the output itself gives a value, as a program does, is that value's.
package final class PromptNames: Sendable {
  private let prompt: [UInt8]
  private let output: [UInt8]
  private let found = Mutex<(named: Set<[UInt8]>, bound: Set<[UInt8]>)?>(nil)

  /// Both texts are looked through when a call first names something.
  ///
  /// - Parameters:
  ///   - prompt: what the user wrote, UTF-8.
  ///   - output: the model's text.
  package init(_ prompt: [UInt8], output: UnsafeBufferPointer<UInt8>) {
    self.prompt = prompt
    self.output = Array(output)
  }

  /// Longer names are none, in bytes.
  static let longest = 128

  func contains(_ name: [UInt8]) -> Bool {
    found.withLock { found in
      if found == nil { found = (PromptNames.find(prompt), BoundNames.find(output)) }
      return found!.named.contains(name)
        && !found!.bound.contains(Array(name.prefix { ByteClass.isWordOrBeyondASCII($0) }))
    }
  }

  /// One pass over the words.
  private static func find(_ prompt: [UInt8]) -> Set<[UInt8]> {
    var out: Set<[UInt8]> = []
    var i = 0
    while i < prompt.count {
      guard ByteClass.isWordOrBeyondASCII(prompt[i]) else {
        i += 1
        continue
      }
      let stop = pathEnd(prompt, i)
      if stop - i > 1, stop - i <= longest, !prompt[i].isDigit,
        !isPartOfMore(prompt, i, stop),
        isName(prompt[i..<stop]) || isQuoted(prompt, i, stop)
      {
        out.insert(Array(prompt[i..<stop]))
      }
      i = stop
    }
    return out
  }

  /// The end of a word and of the `.word`, `[0]` and `['word']` behind it.
  private static func pathEnd(_ text: [UInt8], _ start: Int) -> Int {
    func byte(_ i: Int) -> UInt8 { i < text.count ? text[i] : 0 }
    func wordEnd(_ start: Int) -> Int {
      var i = start
      while i < text.count, ByteClass.isWordOrBeyondASCII(text[i]) { i += 1 }
      return i
    }
    var stop = wordEnd(start)
    while true {
      switch byte(stop) {
      case UInt8(ascii: ".") where ByteClass.isWordOrBeyondASCII(byte(stop + 1)):
        stop = wordEnd(stop + 1)
      case UInt8(ascii: "["):
        let quote = byte(stop + 1)
        let isQuoted = quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        let inner = isQuoted ? stop + 2 : stop + 1
        var end = wordEnd(inner)
        guard end > inner else { return stop }
        if isQuoted {
          guard byte(end) == quote else { return stop }
          end += 1
        }
        guard byte(end) == UInt8(ascii: "]") else { return stop }
        stop = end + 1
      default: return stop
      }
    }
  }

  /// Whether the word is a piece of a path or of a word with dashes.
  private static func isPartOfMore(_ text: [UInt8], _ start: Int, _ stop: Int) -> Bool {
    func joins(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "-"), UInt8(ascii: "@"),
        UInt8(ascii: "#"), UInt8(ascii: "."):
        return true
      default: return false
      }
    }
    if start > 0, joins(text[start - 1]) { return true }
    return stop + 1 < text.count && joins(text[stop])
      && ByteClass.isWordOrBeyondASCII(text[stop + 1])
  }

  /// Whether the word shows by itself that it is a name.
  private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in word {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "["): return true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if last >= UInt8(ascii: "a"), last <= UInt8(ascii: "z") { return true }
      default: break
      }
      last = byte
    }
    return false
  }

  private static func isQuoted(_ text: [UInt8], _ start: Int, _ stop: Int) -> Bool {
    guard start > 0, stop < text.count, text[start - 1] == text[stop] else { return false }
    switch text[stop] {
    case UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "\""): return true
    default: return false
    }
  }
}
