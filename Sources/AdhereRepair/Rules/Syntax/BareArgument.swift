extension RuleDescription {
  /// A call inside a string cannot quote its text. In program text a bare word is a variable
  /// and stays unread.
  static let bareArgument = RuleDescription(
    id: "bare-argument", tier: .safe,
    summary: "puts bare text of a call that is itself a string in quotes",
    example: (
      "[\"f(city=New York)\"]",
      "[{\"name\":\"f\",\"arguments\":{\"city\":\"New York\"}}]"
    ))
}
