/// Constructs of ECMA-262 patterns that some providers' grammars cannot hold.
enum PatternConstructs {
  /// Those of `lookaround`, `backreference` and `wordBoundary` that the pattern uses.
  static func used(in pattern: String) -> Set<String> {
    let bytes = Array(pattern.utf8)
    var found: Set<String> = []
    var inClass = false
    var i = 0
    func at(_ offset: Int) -> UInt8 { i + offset < bytes.count ? bytes[i + offset] : 0 }
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\\"):
        if !inClass {
          switch at(1) {
          case UInt8(ascii: "b"), UInt8(ascii: "B"): found.insert("wordBoundary")
          case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"):
            found.insert("backreference")
          default: break
          }
        }
        i += 1
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "(") where !inClass && at(1) == UInt8(ascii: "?"):
        let kind = at(2) == UInt8(ascii: "<") ? at(3) : at(2)
        if kind == UInt8(ascii: "=") || kind == UInt8(ascii: "!") { found.insert("lookaround") }
      default: break
      }
      i += 1
    }
    return found
  }
}
