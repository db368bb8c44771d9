/// A stretch of an output that holds calls.
struct CallRegion {
  /// Where it is in the raw text.
  var start: Int
  var end: Int
  /// Turn the raw stretch into `call,call,…`, inside brackets where ``isList``. Raw offsets.
  var changes: [Change]
  var isList: Bool
  var callCount: Int
  /// Indices of the tools that are called.
  var tools: Set<Int>
  /// The calls have the form wanted.
  var isNative: Bool
  var used: RuleSet
  /// Which fenced block it is in; nil for none.
  var fence: Int?
  /// The text ended inside it.
  var isTruncated: Bool
  /// Marks around it say that it is a call, whatever words are before it.
  var isMarked = false

  /// The changes, with the brackets of a list left out too. They may be in the raw text or
  /// have been inserted, so they are found in the text that the changes lead to.
  var changesWithoutBrackets: [Change] {
    guard isList else { return changes }
    var length = end - start
    for change in changes { length += change.text.count - (change.end - change.start) }
    let brackets = [
      Change(0, 1, [], .joinCalls), Change(length - 1, length, [], .joinCalls),
    ]
    return Changes.compose(changes.map { $0.shifted(by: -start) }, brackets)
      .map { $0.shifted(by: start) }
  }
}

/// A call of a tool that was not offered.
struct UnknownCall {
  var name: [UInt8]
  var start: Int
}

/// A call that was begun and cannot be read as data: a variable, an expression, a cut-off text.
struct UnreadableCall {
  var start: Int
  var end: Int
  /// Index of the tool; nil where it is not known, or the text ended before it could be.
  var tool: Int?
  /// The text ended inside it.
  var isCutOff = false
  /// Marks around it say that it is a call, whatever words are before it.
  var isMarked = false
  /// It can be read; that it stands in the middle of a sentence leaves open whether it is made.
  var isInSentence = false
}
