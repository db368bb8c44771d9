internal import AdhereBytes

/// A URI or IRI reference (RFC 3986 section 4.1) in its five parts, and how it is resolved.
package struct URIReference {
  package var scheme: Substring?
  package var authority: Substring?
  package var path: Substring
  package var query: Substring?
  package var fragment: Substring?

  /// Splits a reference as RFC 3986 appendix B does. Any text can be split.
  package init(_ text: String) {
    var rest = Substring(text)
    if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
      fragment = rest[rest.utf8.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = rest[rest.utf8.index(after: mark)...]
      rest = rest[..<mark]
    }
    let end = rest.utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
    if let end, rest.utf8[end] == UInt8(ascii: ":"), end > rest.startIndex {
      scheme = rest[..<end]
      rest = rest[rest.utf8.index(after: end)...]
    }
    if rest.utf8.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = rest[..<slash]
      rest = rest[slash...]
    }
    path = rest
  }

  /// The target of this reference from `base` (RFC 3986 section 5.2), without its fragment.
  package func resolved(against base: String) -> String {
    if scheme != nil { return text(scheme, authority, URIReference.withoutDots(path), query) }
    let base = URIReference(base)
    if authority != nil {
      return text(base.scheme, authority, URIReference.withoutDots(path), query)
    }
    if path.isEmpty {
      return text(base.scheme, base.authority, String(base.path), query ?? base.query)
    }
    if path.utf8.first == UInt8(ascii: "/") {
      return text(base.scheme, base.authority, URIReference.withoutDots(path), query)
    }
    var merged: String
    if base.authority != nil, base.path.isEmpty {
      merged = "/" + path
    } else if let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      merged = String(base.path[...slash]) + path
    } else {
      merged = String(path)
    }
    if base.scheme != nil || base.authority != nil || merged.utf8.first == UInt8(ascii: "/") {
      merged = URIReference.withoutDots(Substring(merged))
    }
    return text(base.scheme, base.authority, merged, query)
  }

  private func text(
    _ scheme: Substring?, _ authority: Substring?, _ path: String, _ query: Substring?
  ) -> String {
    var out = ""
    if let scheme { out += scheme + ":" }
    if let authority { out += "//" + authority }
    out += path
    if let query { out += "?" + query }
    return out
  }

  /// RFC 3986 section 5.2.4. Paths that are not hierarchical (URN) have no dot segments.
  private static func withoutDots(_ path: Substring) -> String {
    guard path.utf8.contains(UInt8(ascii: ".")), path.utf8.contains(UInt8(ascii: "/")) else {
      return String(path)
    }
    var out: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (i, part) in parts.enumerated() {
      let isLast = i == parts.count - 1
      if part == "." {
        if isLast { out.append("") }
      } else if part == ".." {
        if out.count > 1 || out.first.map({ !$0.isEmpty }) ?? false { out.removeLast() }
        if isLast { out.append("") }
      } else {
        out.append(part)
      }
    }
    return out.joined(separator: "/")
  }

  /// The fragment with its percent escapes resolved; nil where one is malformed.
  package static func decodeFragment(_ fragment: Substring) -> [UInt8]? {
    var out: [UInt8] = []
    var bytes = fragment.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        out.append(byte)
        continue
      }
      guard let high = bytes.next()?.hexDigitValue, let low = bytes.next()?.hexDigitValue else {
        return nil
      }
      out.append(high << 4 | low)
    }
    return out
  }
}
