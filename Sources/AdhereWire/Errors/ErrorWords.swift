/// What the messages of errors name, where neither code nor status does.
enum ErrorWords {
  /// Whether a message says that there is nothing left to spend, in the words providers have for
  /// it: a means of payment, and that it is used up.
  ///
  /// - Parameter text: in small letters.
  static func namesEmptyAccount(_ text: String) -> Bool {
    if ["余额不足", "欠费", "额度不足"].contains(where: { text.contains($0) }) { return true }
    if text.contains("exceeded your current quota") { return true }
    guard means.contains(where: { text.contains($0) }) else { return false }
    return lacks.contains { text.contains($0) }
  }

  private static let means = ["balance", "credit", "funds", "prepaid", "wallet"]
  private static let lacks = [
    "insufficient", "not enough", "no more", "out of", "exhausted", "too low", "depleted",
    "run out", "ran out", "used up", "used all", "negative", "overdue", "arrears", "top up",
    "recharge", "requires more", "no credit",
  ]
}
