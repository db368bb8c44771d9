extension RuleDescription {
  /// Sums, products, quotients and powers of literal numbers, only where the result is exact.
  static let literalArithmetic = RuleDescription(
    id: "literal-arithmetic", tier: .guess,
    summary: "computes arithmetic on literal numbers",
    example: (
      "f(a=5*2)",
      "f(a=10)"
    ))
}
