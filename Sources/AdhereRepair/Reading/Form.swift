/// How calls are expected to be written, where the request or its chat template says so.
///
/// A form is told by its marks, whichever model writes it. Output that stands in the form and
/// conforms is valid as it came: reading the form that was asked is no repair. Calls that the API
/// gave as calls were read by the API, and stand in any form.
///
///     var contract = try Contract(tools: tools)
///     contract.form = .hermes
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum Form: String, Sendable, CaseIterable {
  /// Calls come as calls of the API; calls in a text are in another form.
  case native
  /// `{"name":…,"arguments":{…}}` as the whole text, or a list of such objects.
  case json
  /// `<tool_call>{"name":…,"arguments":{…}}</tool_call>`, once a call. Thoughts and words may stand
  /// before the first.
  case hermes
  /// `[f(a=1), g(b="x")]`, or one call: keywords, and literals of Python.
  case python
  /// `<function=f><parameter=a>1</parameter></function>` and its like, with or without a mark
  /// around it. Values are text; the schema says which are numbers. Thoughts and words may stand
  /// before the first.
  case xml
  /// `<|channel|>commentary to=functions.f<|message|>{…}<|call|>`, behind messages of other
  /// channels.
  case harmony

  /// The names as people write them in a list.
  package static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// What is said of a name that is none of them.
  package static func unknown(_ name: String) -> String {
    "there is no form \"\(name)\": one of \(list)"
  }
}
