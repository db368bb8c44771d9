/// What the names of tags say: a parameter, a group of them, the beginning or the end of a call.
extension TaggedCallReader {
  /// The parameter that a tag names by its own name.
  func key(of tag: Tag) -> [UInt8] {
    let raw = bytes(tag.raw)
    if !prefix.isEmpty, raw.starts(with: prefix), !(parameters?.declares(raw) ?? false) {
      return Array(raw.dropFirst(prefix.count))
    }
    return raw
  }

  /// `<city>Paris</city>`: the tag is the key, if the tool declares it, or it is a plain name and
  /// was closed.
  func isKey(_ tag: Tag) -> Bool {
    guard mayBeKey(tag) else { return false }
    if parameters?.declares(key(of: tag)) ?? false { return true }
    return closing(of: tag, from: tag.end, to: end) != nil
  }

  /// Whether the tag's name can be a parameter's.
  func mayBeKey(_ tag: Tag) -> Bool {
    guard tag.name == nil, tag.isPlain, !tag.isWhole else { return false }
    let key = key(of: tag)
    if parameters?.declares(key) ?? false { return true }
    guard ownName == nil, !TaggedCallReader.parameterWords.contains(tag.word),
      tag.word != TaggedCallReader.argValue
    else { return false }
    return key.allSatisfy { ByteClass.isWordOrBeyondASCII($0) || $0 == UInt8(ascii: "-") }
  }

  /// A tag around all parameters.
  func isGroup(_ tag: Tag) -> Bool {
    tag.isPlain && TaggedCallReader.groupWords.contains(tag.word)
      && !(parameters?.declares(key(of: tag)) ?? false)
  }

  func closesCall(_ tag: Tag) -> Bool {
    guard tag.isClosing else { return false }
    if let ownName { return bytes(tag.raw) == ownName }
    return TaggedCallReader.callWords.contains(tag.word)
  }

  func opensCall(_ tag: Tag) -> Bool {
    guard !tag.isClosing, ownName == nil else { return false }
    switch tag.word {
    case TaggedCallReader.function, TaggedCallReader.invoke, TaggedCallReader.call:
      return tag.name != nil
    case TaggedCallReader.toolCall: return true
    default: return false
    }
  }
}
