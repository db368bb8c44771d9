/// A stretch of an output that holds calls.
struct CallRegion {
  /// Where it stands in the raw text.
  var start: Int
  var end: Int
  /// Turn the raw stretch into `call,call,…`, inside brackets where ``isList``. Raw offsets.
  var changes: [Change]
  var isList: Bool
  var callCount: Int
  /// The calls have the form that was asked for.
  var isNative: Bool
  var used: RuleSet
  /// Which fenced block it stands in, -1 for none.
  var fence: Int
  /// The text ended inside it.
  var isTruncated: Bool
}
