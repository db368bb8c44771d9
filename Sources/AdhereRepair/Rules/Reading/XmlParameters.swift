extension RuleDescription {
  /// The forms `<function=f><parameter=a>`, `<invoke name="f"><parameter name="a">` and
  /// `<f><a>…</a></f>`. Values are text until the schema says otherwise.
  static let xmlParameters = RuleDescription(
    id: "xml-parameters", tier: .lossless,
    summary: "reads a call written as XML parameters",
    example: (
      "<function=f><parameter=a>1</parameter></function>",
      "{\"name\":\"f\",\"arguments\":{\"a\":\"1\"}}"
    ))
}
