/// How a call stands in its text, which says whether it is made or only spoken of.
enum CallSetting {
  /// On a line of its own, behind a colon at its end, in a block of code or in a list: made.
  case made
  /// Inside a sentence. Which of the two it is depends on what the sentence says, in whatever
  /// language.
  case prose
  /// Behind a model's mark in the middle of a sentence: it may be shown or made.
  case named
  /// Shown to the reader: a comment, a string of a program, a quotation, a deleted line.
  case shown
  /// In a part of a program that may run once, many times or never.
  case conditional
}

/// A stretch of a text that holds calls, or one that cannot be read.
struct CallStretch {
  var start: Int
  var end: Int
  /// Brackets of a list or tags around it say that it is a call, whatever words are before it.
  var isMarked: Bool
  /// Calls in strings.
  var isQuoted = false
  /// It cannot be read.
  var isBroken = false
  /// `f()`: in a sentence this only names the tool.
  var isBare: Bool
}
